// SPDX-License-Identifier: GPL-3.0-or-later
// Stores a provider as a dialog has it: one that is there is never replaced by a new one, and what others changed is said.
#pragma once

#include "api/model_calls.h"
#include "client/client.h"

#include <QString>

namespace signalbox::ui::models {

/// What went wrong, for a person; empty: it is stored, and `revision` is its revision now. A new one whose name is taken is
/// refused. Where somebody else changed it meanwhile, `revision` becomes that of theirs, so that storing again replaces it.
/// `revision` is left alone once `stop` was asked for, so whoever owns it must outlive the task until then only.
Task<QString> storeProvider(client::Client *client, api::ProviderPutParams params, bool isNew, std::int64_t *revision, std::stop_token stop);

} // namespace signalbox::ui::models
