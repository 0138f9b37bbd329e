# One image for the web server, the worker and the migrations: see compose.yaml and docs/operations.md.
FROM node:24-bookworm-slim
WORKDIR /app
COPY . .
RUN npm ci --include=dev
# The build asks for settings and keeps none of them.
RUN DATABASE_URL=postgresql://localhost/none APP_URL=http://localhost NEXTAUTH_SECRET=00000000000000000000000000000000 \
    ENCRYPTION_KEYS=build:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= XERO_CLIENT_ID=build XERO_CLIENT_SECRET=build \
    npm run build && mkdir documents && chown -R node documents .next
ENV STORAGE_DIR=/app/documents
USER node
EXPOSE 3000
CMD ["npm", "run", "web"]
