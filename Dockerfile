# One image for the web server, the worker and the migrations: see compose.yaml and docs/operations.md.
FROM node:24-bookworm-slim
WORKDIR /app
COPY . .
# Of the ONNX runtime only what this image runs on; it carries every platform, 240 MB more.
RUN ONNXRUNTIME_NODE_INSTALL=skip npm ci --include=dev \
    && find node_modules/onnxruntime-node/bin/napi-v6 -mindepth 2 -maxdepth 2 ! -path "*/linux/$(node -p process.arch)" -exec rm -rf {} +
# The build asks for settings and keeps none of them.
RUN DATABASE_URL=postgresql://localhost/none APP_URL=http://localhost NEXTAUTH_SECRET=00000000000000000000000000000000 \
    ENCRYPTION_KEYS=build:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= XERO_CLIENT_ID=build XERO_CLIENT_SECRET=build \
    npm run build && mkdir documents && chown -R node documents .next
ENV STORAGE_DIR=/app/documents
USER node
EXPOSE 3000
CMD ["npm", "run", "web"]
