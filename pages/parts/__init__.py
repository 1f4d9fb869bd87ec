"""What pages share: filters, figures, charts, receipts, downloads; the only home of widget keys."""
