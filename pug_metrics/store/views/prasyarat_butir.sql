-- prasyarat_butir
-- One row is an assessed item of a prerequisite; the code DAERAH stands for the region itself.
CREATE TABLE prasyarat_butir AS
SELECT kode_daerah, tahun, coalesce(kode_skpd, 'DAERAH') AS kode_skpd, prasyarat, butir, nilai, id_unggahan, baris
FROM berlaku_prasyarat;
