# The playground as one container: see docs/deploying.md.
#   docker build -t playground .
#   docker run --rm -p 8501:8501 -v playground:/data playground
FROM python:3.11-slim-bookworm

# Nobody with rights: also what Hugging Face Spaces asks for.
RUN useradd --create-home --uid 1000 player && install -d -o player /data
WORKDIR /app

# By itself, so that a change of the code does not install them again.
COPY requirements.txt ./
# What TensorFlow brings for those who compile against it is of no use here.
RUN pip install --no-cache-dir -r requirements.txt \
 && rm -rf /usr/local/lib/python3.11/site-packages/tensorflow/include

COPY app.py ./
COPY .streamlit ./.streamlit
COPY pages ./pages
COPY playground ./playground
# The user may write none of it; without this each start would compile it.
RUN python -m compileall -q app.py pages playground

USER player
# Runs are recorded in /data; a large page size makes the article's network 5 % quicker.
ENV PLAYGROUND_DATA_DIR=/data/runs \
    PLAYGROUND_CACHE_DIR=/data/cache \
    GLIBC_TUNABLES=glibc.malloc.hugetlb=1
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.headless=true", "--server.address=0.0.0.0", "--server.port=8501"]
