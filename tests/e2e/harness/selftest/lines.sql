INSERT INTO line(text) VALUES ('from a file'), ('二');
