// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate.h"

#include <memory>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace signalbox::test {

namespace {

void addExtension(X509 *certificate, X509 *issuer, int which, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    if (auto *extension = X509V3_EXT_conf_nid(nullptr, &context, which, value.c_str())) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

template<typename Write>
std::string textOf(Write write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
    write(out.get());
    char *bytes = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

} // namespace

Certificate::Certificate(const std::vector<std::string> &names, const Certificate *issuer, bool expired)
    : m_key(EVP_EC_gen("P-256")), m_x509(X509_new())
{
    X509_set_version(m_x509, 2);
    unsigned char serial[8];
    RAND_bytes(serial, sizeof serial);
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 1);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_bin2bn(serial, sizeof serial, nullptr), &BN_free);
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(m_x509));
    X509_gmtime_adj(X509_getm_notBefore(m_x509), -2 * 86400);
    X509_gmtime_adj(X509_getm_notAfter(m_x509), expired ? -86400 : 86400);
    X509_set_pubkey(m_x509, m_key);
    auto *subject = X509_get_subject_name(m_x509);
    const std::string common = names.empty() ? "Test authority" : names.front();
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(common.c_str()), -1, -1, 0);
    auto *signer = issuer ? issuer->m_x509 : m_x509;
    X509_set_issuer_name(m_x509, X509_get_subject_name(signer));
    addExtension(m_x509, signer, NID_subject_key_identifier, "hash");
    if (names.empty()) {
        addExtension(m_x509, signer, NID_basic_constraints, "critical,CA:TRUE");
        addExtension(m_x509, signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        std::string alternatives;
        for (const auto &name : names) {
            const bool address = name.find_first_not_of("0123456789.:") == std::string::npos;
            alternatives += (alternatives.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
        }
        addExtension(m_x509, signer, NID_subject_alt_name, alternatives);
    }
    X509_sign(m_x509, issuer ? issuer->m_key : m_key, EVP_sha256());
}

Certificate::~Certificate()
{
    X509_free(m_x509);
    EVP_PKEY_free(m_key);
}

std::string Certificate::pem() const
{
    return textOf([this](BIO *out) { PEM_write_bio_X509(out, m_x509); });
}

std::string Certificate::keyPem() const
{
    return textOf([this](BIO *out) { PEM_write_bio_PrivateKey(out, m_key, nullptr, nullptr, 0, nullptr, nullptr); });
}

} // namespace signalbox::test
