ALTER TABLE "LineItem" ADD COLUMN "productId" UUID;
