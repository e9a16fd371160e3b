// SPDX-License-Identifier: GPL-3.0-or-later
// Names of secrets.
#pragma once

#include "client/client.h"

#include <QString>

namespace signalbox::ui::models {

/// What is wrong with the name of a secret; empty: nothing.
QString secretNameProblem(const QString &name);
/// A name like that one that no secret has. Whoever may not see the names has one that nobody has by chance.
Task<std::string> freeSecretName(client::Client *client, std::string wanted, std::stop_token stop);

} // namespace signalbox::ui::models
