-- One row is a part of a budget line in a place, with all that is known of the line.
CREATE VIEW tempat AS
SELECT b.* REPLACE (p.pagu AS pagu, p.klaim AS klaim, p.sah AS sah, p.belum AS belum),
    p.kode_kecamatan, p.kode_desa, p.rinci_sub, p.rinci_rekening, p.rinci_dana
FROM baris AS b JOIN tempat_bagian AS p USING (id_baris);
