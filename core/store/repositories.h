// SPDX-License-Identifier: GPL-3.0-or-later
// The repositories that people's things live in. Every row a person edits carries a revision, and
// every call names its workspace; nothing of another workspace is ever seen.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

struct FlowRow
{
    std::string id;      ///< the flow's own id, unique in the workspace
    std::string name;
    std::string text;    ///< the draft's document text
    std::int64_t revision = 0;
    std::int64_t live = 0; ///< live version number, 0 if none
    /// "local" or "imported": imported flows are evaluated in isolation. Saved empty: as it was, or local.
    std::string origin;
    UnixMillis updatedAt = 0;
};

struct FlowVersionRow
{
    std::string flow;
    std::int64_t number = 0;
    std::string text;
    std::string hash;
    std::string author;
    std::string note;
    UnixMillis createdAt = 0;
};

/// Each change appends its event in the same transaction, with the flow's id as source: flow.saved
/// {flow, revision}, flow.published {flow, number}, flow.live {flow, number}, flow.removed {flow}. The
/// revision counts changes of the draft; publishing and moving the live pointer leave it alone.
class FlowRepository
{
public:
    virtual ~FlowRepository() = default;
    virtual Task<Result<std::vector<FlowRow>>> list(std::string workspace) = 0; ///< without texts
    virtual Task<Result<FlowRow>> get(std::string workspace, std::string id) = 0;
    /// Saves a draft. `revision` 0 makes it new; else it must be the current one, or store.conflict
    /// (args current). Gives the new revision.
    virtual Task<Result<std::int64_t>> save(std::string workspace, FlowRow flow) = 0;
    /// Makes an immutable version and moves the live pointer. Gives the number; the same hash as the
    /// live one gives the live one's number. Hard.
    virtual Task<Result<std::int64_t>> publish(std::string workspace, FlowVersionRow version) = 0;
    virtual Task<Result<void>> setLive(std::string workspace, std::string id, std::int64_t number) = 0;
    virtual Task<Result<std::vector<FlowVersionRow>>> versions(std::string workspace, std::string id) = 0; ///< without texts
    virtual Task<Result<FlowVersionRow>> version(std::string workspace, std::string id, std::int64_t number) = 0;
    virtual Task<Result<void>> remove(std::string workspace, std::string id, std::int64_t revision) = 0;
};

/// A secret at rest: ciphertext only.
struct SecretRow
{
    std::string name;
    std::string keyId;      ///< which key it is sealed with
    std::string ciphertext; ///< nonce and sealed bytes
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
};

class SecretRepository
{
public:
    virtual ~SecretRepository() = default;
    virtual Task<Result<std::vector<SecretRow>>> list(std::string workspace) = 0; ///< without ciphertexts
    virtual Task<Result<SecretRow>> get(std::string workspace, std::string name) = 0;
    /// Revision 0 replaces whatever is there; else it must be the current one, or store.conflict. Hard.
    virtual Task<Result<void>> put(std::string workspace, SecretRow secret) = 0;
    virtual Task<Result<void>> remove(std::string workspace, std::string name) = 0;
    virtual Task<Result<std::vector<std::pair<std::string, SecretRow>>>> allSecrets() = 0; ///< every workspace, with ciphertext: rotation and redaction
};

/// A token that signs a client in. Only its hash is kept.
struct TokenRow
{
    std::string id;
    std::string workspace;
    std::string subject;     ///< who: "owner", a user id, "worker:…"
    std::string hash;        ///< hex of BLAKE2b-256 of the token
    std::vector<std::string> permissions; ///< "flows.run", "*"
    UnixMillis createdAt = 0;
    UnixMillis expiresAt = 0; ///< 0: never
    bool revoked = false;
};

class TokenRepository
{
public:
    virtual ~TokenRepository() = default;
    virtual Task<Result<void>> add(TokenRow token) = 0;
    virtual Task<Result<std::optional<TokenRow>>> findByHash(std::string hash) = 0;
    virtual Task<Result<std::vector<TokenRow>>> list(std::string workspace) = 0;
    virtual Task<Result<void>> revoke(std::string workspace, std::string id) = 0;
};

/// One line of the audit log. `hash` chains to the line before it.
struct AuditRow
{
    std::int64_t seq = 0;
    std::string workspace;
    std::string subject;
    std::string action; ///< "flows.publish"
    std::string target;
    std::string outcome; ///< "ok", "denied", an error code
    UnixMillis time = 0;
    std::string hash;
};

class AuditRepository
{
public:
    virtual ~AuditRepository() = default;
    /// Appends; the hash is computed inside the transaction. Soft. A line that could not be written is
    /// tried again with the next one. Thread: any. time 0: now.
    virtual void append(AuditRow row) = 0;
    virtual Task<Result<std::vector<AuditRow>>> list(std::string workspace, std::int64_t after, int limit) = 0;
    /// Checks the chain; gives the first seq that does not fit, 0 if all do.
    virtual Task<Result<std::int64_t>> verify(std::string workspace) = 0;
};

} // namespace signalbox::store
