"""What tests share: builders of records, pages and archives."""
