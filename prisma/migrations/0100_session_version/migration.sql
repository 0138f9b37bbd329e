-- AlterTable
ALTER TABLE "User" ADD COLUMN     "sessionVersion" INTEGER NOT NULL DEFAULT 1;

-- Whoever changes a password, and by whatever way: the sessions made with the old one end.
CREATE FUNCTION end_sessions_with_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."sessionVersion" := OLD."sessionVersion" + 1;
  RETURN NEW;
END
$$;
CREATE TRIGGER "User_password_changed" BEFORE UPDATE OF "passwordHash" ON "User"
  FOR EACH ROW WHEN (NEW."passwordHash" IS DISTINCT FROM OLD."passwordHash")
  EXECUTE FUNCTION end_sessions_with_password();
