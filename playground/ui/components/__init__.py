"""Components that Streamlit lacks: each a small wrapper, a script and a style sheet."""
