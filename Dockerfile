FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements.lock pyproject.toml README.md ./
# The CPU build of torch: set PIP_EXTRA_INDEX_URL to PyTorch's CPU wheels where the registry gives the CUDA build.
ARG PIP_EXTRA_INDEX_URL
RUN pip install --no-cache-dir torch==2.13.0 && pip install --no-cache-dir -r requirements.lock
COPY kb kb
COPY crawlers crawlers
COPY enrichment enrichment
COPY digest digest
COPY followup followup
COPY search_api search_api
COPY utblick utblick
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 utblick && mkdir /data && chown utblick /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 UTBLICK_DATA=/data UTBLICK_HOST=0.0.0.0
USER utblick
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/api/v1/status', timeout=4)"]
CMD ["utblick", "run"]
