import streamlit as st
st.title('comparison')
