// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates that are made while a test runs, signed by themselves or by an authority made likewise.
#pragma once

#include <string>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace signalbox::test {

/// A key and its certificate, valid for a day.
class Certificate
{
public:
    /// An authority, or with `names` ("localhost", "127.0.0.1") a server; `issuer` null: signed by itself.
    explicit Certificate(const std::vector<std::string> &names, const Certificate *issuer = nullptr, bool expired = false);
    ~Certificate();
    Certificate(const Certificate &) = delete;
    Certificate &operator=(const Certificate &) = delete;

    std::string pem() const;
    std::string keyPem() const;
    evp_pkey_st *key() const { return m_key; }
    x509_st *x509() const { return m_x509; }

private:
    evp_pkey_st *m_key = nullptr;
    x509_st *m_x509 = nullptr;
};

} // namespace signalbox::test
