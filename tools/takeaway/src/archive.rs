//! A zip file that is the same, byte for byte, whoever makes it and when.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Cursor, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use anyhow::Result;
use sha2::{Digest, Sha256};
use trace::hexadecimal;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files in one folder, to be taken home.
pub struct Archive {
    folder: String,
    /// By their names in the folder; in the order of the alphabet.
    files: BTreeMap<String, String>,
}

/// Changes when the same files become other bytes.
const FORMAT: &str = "1";

impl Archive {
    pub fn new(folder: String) -> Self {
        Self { folder, files: BTreeMap::new() }
    }

    /// The folder in which all files are, which is also the archive's own name.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The files by their names in the folder.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Adds a file, whose lines end as they do on Unix.
    pub fn add(&mut self, name: impl Into<String>, text: &str) {
        self.files.insert(name.into(), text.replace("\r\n", "\n"));
    }

    /// The zip file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // The earliest date that the format has: what is packed has no other.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        for (name, text) in &self.files {
            zip.start_file(format!("{}/{name}", self.folder), options)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.set_comment(self.fingerprint())?;
        Ok(zip.finish()?.into_inner())
    }

    /// Whether a file is this archive. Each has its fingerprint at its end, where the format has a comment.
    pub fn is_in(&self, file: &Path) -> bool {
        let fingerprint = self.fingerprint();
        let mut end = String::new();
        let read = File::open(file).and_then(|mut file| {
            file.seek(SeekFrom::End(-i64::try_from(fingerprint.len()).unwrap_or_default()))?;
            file.read_to_string(&mut end)
        });
        read.is_ok() && end == fingerprint
    }

    fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for part in
            [FORMAT, &self.folder].into_iter().chain(self.files().flat_map(|(name, text)| [name, text]))
        {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hexadecimal(&hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(text: &str) -> Archive {
        let mut archive = Archive::new("cake-go".to_owned());
        archive.add("main.go", text);
        archive.add("kitchen/kitchen.go", "package kitchen\r\n");
        archive
    }

    #[test]
    fn the_same_files_are_the_same_bytes_in_one_folder_with_unix_lines() {
        let bytes = archive("package main\n").to_bytes().unwrap();
        assert_eq!(bytes, archive("package main\n").to_bytes().unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["cake-go/kitchen/kitchen.go", "cake-go/main.go"]);
        let mut text = String::new();
        zip.by_index(0).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "package kitchen\n");
    }

    #[test]
    fn an_archive_knows_its_own_file_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cake-go.zip");
        assert!(!archive("a").is_in(&file));
        std::fs::write(&file, archive("a").to_bytes().unwrap()).unwrap();
        assert!(archive("a").is_in(&file) && !archive("b").is_in(&file));
    }
}
