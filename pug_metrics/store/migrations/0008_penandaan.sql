-- What the person who tags knows of men (l) and of women (p), and what the person who reviews says.
ALTER TABLE tag_arg ADD COLUMN pengalaman_l VARCHAR;
ALTER TABLE tag_arg ADD COLUMN pengalaman_p VARCHAR;
ALTER TABLE tag_arg ADD COLUMN aspirasi_l VARCHAR;
ALTER TABLE tag_arg ADD COLUMN aspirasi_p VARCHAR;
ALTER TABLE tag_arg ADD COLUMN kebutuhan_l VARCHAR;
ALTER TABLE tag_arg ADD COLUMN kebutuhan_p VARCHAR;
ALTER TABLE tag_arg ADD COLUMN potensi_l VARCHAR;
ALTER TABLE tag_arg ADD COLUMN potensi_p VARCHAR;
ALTER TABLE tag_arg ADD COLUMN penilai VARCHAR;
ALTER TABLE tag_arg ADD COLUMN catatan_penilai VARCHAR;
