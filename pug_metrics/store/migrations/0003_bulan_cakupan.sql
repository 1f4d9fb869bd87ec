-- A scope may name the month that figures run up to; null, as in older batches, stands for all.
ALTER TABLE cakupan ADD COLUMN sampai_bulan INTEGER;
