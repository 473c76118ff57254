import streamlit as st
st.title('loop_map')
