// SPDX-License-Identifier: GPL-3.0-or-later
// The proof that what is about to be written for others holds no secret of the backend's vault.
#pragma once

#include "client/client.h"

#include <memory>
#include <string>

namespace signalbox::client {

/// Asks the backend to look through a text, however long; to be called before a file of it, or of a drawing of it, is
/// written. Errors: export.secret (names the secret and the place), export.unproven (the vault is locked …: what nobody
/// can tell is not exported), cancelled, client.*. The client may go meanwhile.
Task<Result<void>> proveExport(Client *client, std::shared_ptr<const std::string> text, api::ScanKind kind, std::stop_token stop);

} // namespace signalbox::client
