//! TLS on the LAN with the node's own certificate: a certificate authority of this node, made once, and a server certificate
//! signed by it for the names and addresses the node is reached under. Tablets install the authority once.

use crate::node::{Failure, Folder};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Files of the server's certificate and key.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The chain, PEM.
    pub chain: PathBuf,
    /// The private key, PEM, readable by its owner only.
    pub key: PathBuf,
    /// The authority to install on tablets, PEM.
    pub authority: PathBuf,
}

/// The node's certificate for `names` (host names and IP addresses); made when there is none, or when the names changed.
pub fn certificate(folder: &Folder, names: &[String]) -> Result<Certificate, Failure> {
    let dir = folder.tls();
    fs::create_dir_all(&dir)?;
    let made =
        Certificate { chain: dir.join("node.pem"), key: dir.join("node.key"), authority: dir.join("authority.pem") };
    let wanted = names.join("\n");
    if fs::read_to_string(dir.join("names")).is_ok_and(|had| had == wanted) && made.key.exists() {
        return Ok(made);
    }
    let authority = authority(&dir, &made.authority)?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name.push(DnType::CommonName, names.first().map_or("manara", String::as_str));
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let signed = params.signed_by(&key, &authority)?;
    private(&made.key, &key.serialize_pem())?;
    fs::write(&made.chain, format!("{}{}", signed.pem(), authority.pem()))?;
    fs::write(dir.join("names"), wanted)?;
    Ok(made)
}

fn authority(dir: &Path, file: &Path) -> Result<CertifiedIssuer<'static, KeyPair>, Failure> {
    let key_file = dir.join("authority.key");
    let key = match fs::read_to_string(&key_file) {
        Ok(pem) => KeyPair::from_pem(&pem)?,
        Err(_) => {
            let key = KeyPair::generate()?;
            private(&key_file, &key.serialize_pem())?;
            key
        }
    };
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Manara node authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority = CertifiedIssuer::self_signed(params, key)?;
    if !file.exists() {
        fs::write(file, authority.pem())?;
    }
    Ok(authority)
}

fn private(file: &Path, text: &str) -> Result<(), Failure> {
    let mut open = fs::OpenOptions::new();
    open.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.open(file)?.write_all(text.as_bytes())?;
    Ok(())
}
