// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of every store, held against SQLite.
#include "store_contract.h"

using namespace signalbox;

class TestStoreSqlite : public StoreContract
{
public:
    TestStoreSqlite() : StoreContract(open) {}

private:
    static std::unique_ptr<store::Store> open(const std::string &folder, const Clock &clock)
    {
        store::SqliteOptions options;
        options.folder = folder;
        auto opened = store::openSqliteStore(options, clock);
        if (!opened) {
            qWarning("%s", opened.error().describe().c_str());
            return nullptr;
        }
        return std::move(*opened);
    }
};

SB_TEST_MAIN(TestStoreSqlite)
