#!/bin/bash
# Run by the PostgreSQL image on an empty data folder: one user owns the tables, the service's own may only use them.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$OWNER_PASSWORD" -v service="$SERVICE_PASSWORD" <<'SQL'
create role merchant_review_owner login password :'owner';
create role merchant_review_service login password :'service';
create database merchant_review owner merchant_review_owner;
SQL
