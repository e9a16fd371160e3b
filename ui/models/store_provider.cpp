// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/store_provider.h"

#include "ui/words/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox::ui::models {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Models)
};

} // namespace

Task<QString> storeProvider(client::Client *client, api::ProviderPutParams params, bool isNew, std::int64_t *revision, std::stop_token stop)
{
    const api::Nothing nothing;
    const std::string id = params.id;
    if (isNew) {
        auto list = co_await client->call<api::ProvidersList>(nothing, stop);
        if (stop.stop_requested()) {
            co_return QString();
        }
        if (!list) {
            co_return words::sentence(list.error());
        }
        if (std::ranges::find(list->providers, id, &api::ProviderView::id) != list->providers.end()) {
            co_return Words::tr("There is a provider of that name already.");
        }
    }
    params.revision = *revision;
    auto stored = co_await client->call<api::ProvidersPut>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return QString();
    }
    if (stored) {
        *revision = stored->revision;
        co_return QString();
    }
    if (!stored.error().is("store.conflict")) {
        co_return words::sentence(stored.error());
    }
    auto list = co_await client->call<api::ProvidersList>(nothing, stop);
    if (stop.stop_requested()) {
        co_return QString();
    }
    if (list) {
        const auto now = std::ranges::find(list->providers, id, &api::ProviderView::id);
        *revision = now == list->providers.end() ? 0 : now->revision;
    }
    co_return Words::tr("Somebody else changed it meanwhile. Nothing is stored yet: store it once more to have it as it stands here, or close this to see theirs.");
}

} // namespace signalbox::ui::models
