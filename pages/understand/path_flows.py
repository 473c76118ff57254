import streamlit as st
st.title('path_flows')
