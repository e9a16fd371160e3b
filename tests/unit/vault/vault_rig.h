// SPDX-License-Identifier: GPL-3.0-or-later
// A vault over a folder of its own, which can be started anew, and what its tests look into.
#pragma once

#include "store/database.h"
#include "support/test.h"
#include "vault/redactor.h"
#include "vault/vault.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <QTemporaryDir>

#include <sys/stat.h>

namespace signalbox::test {

inline std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

struct VaultRig
{
    explicit VaultRig(vault::KeyPlace place = vault::KeyPlace::File)
    {
        options.folder = folder.path().toStdString();
        options.keyPlace = place;
        options.passphraseCost = {1, 8192}; // the least there is: these tests guess nothing
        store::SqliteOptions sqlite;
        sqlite.folder = options.folder;
        store = std::move(*store::openSqliteStore(sqlite, clock));
        restart();
    }

    /// A vault that knows nothing yet.
    void restart()
    {
        vault.reset();
        redactor = std::make_unique<vault::Redactor>();
        vault = std::make_unique<vault::Vault>(store->secrets(), options, *redactor, clock);
    }
    Result<void> put(const std::string &name, const std::string &value) { return await(vault->put("home", name, value)); }
    Result<std::string> resolve(const std::string &name) { return await(vault->resolve("home", name)); }
    vault::KeyStatus status() { return *await(vault->keyStatus()); }
    std::string keyPath() const { return options.folder + "/vault.key"; }
    std::string keyFile() const { return contentOf(keyPath()); }
    std::string sealed(const std::string &name) { return await(store->secrets().get("home", name))->ciphertext; }
    std::string writeFile(const std::string &name, const std::string &text, mode_t mode = 0600) const
    {
        const auto path = options.folder + "/" + name;
        std::ofstream(path, std::ios::trunc) << text;
        ::chmod(path.c_str(), mode);
        return path;
    }

    SystemClock clock;
    QTemporaryDir folder;
    vault::VaultOptions options;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<vault::Redactor> redactor;
    std::unique_ptr<vault::Vault> vault;
};

} // namespace signalbox::test
