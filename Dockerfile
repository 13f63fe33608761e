# The bot as a small image, never root. Built in two steps so that compilers stay out of it.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
# git: BOT_KNOWLEDGE_GIT commits moderators' changes.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /app --no-create-home facteur \
    && install -d -o facteur -g facteur /app /app/state /app/knowledge
COPY --from=build /venv /venv
COPY --chown=facteur:facteur knowledge /app/knowledge
WORKDIR /app
USER facteur
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 BOT_STATE=/app/state BOT_KNOWLEDGE=/app/knowledge
VOLUME ["/app/state", "/app/knowledge"]
EXPOSE 8080
ENTRYPOINT ["facteur"]
CMD ["run"]
