// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/sources.h"

#include "base/turns.h"
#include "vault/redactor.h"
#include "vault/secret_text_p.h"

namespace signalbox::vault {

namespace {

constexpr const char *kSetting = "secrets.sources";

struct Document
{
    std::vector<SourceSettings> sources;
    std::vector<SecretLink> links;
};
BOOST_DESCRIBE_STRUCT(Document, (), (sources, links))

using Key = std::pair<std::string, std::string>; // workspace, and name or id

Error unknownSource(const std::string &id)
{
    return Error("store.notFound", "There is no vault " + id + " in this workspace.", id);
}

} // namespace

struct SecretSources::Private
{
    struct Kept
    {
        SecretText value;
        Clock::TimerId timer = 0;
    };

    Vault &vault;
    Redactor &redactor;
    SecretSourcesOptions options;
    std::map<std::string, Document> documents; ///< by workspace, once read
    std::map<Key, std::shared_ptr<SecretSource>> drivers;
    std::map<Key, Kept> kept;
    std::map<Key, std::vector<OneShot<Result<void>>>> reading; ///< who waits for the same value
    std::uint64_t changes = 0;
    Turns turns; ///< of changes

    Private(Vault &owner, Redactor &choke, SecretSourcesOptions chosen) : vault(owner), redactor(choke), options(std::move(chosen)) {}
    ~Private() { forgetAll(); }

    void forget(const Key &key)
    {
        if (const auto found = kept.find(key); found != kept.end()) {
            options.clock.cancelTimer(found->second.timer);
            kept.erase(found);
        }
    }
    void forgetAll()
    {
        while (!kept.empty()) {
            const auto key = kept.begin()->first;
            forget(key);
        }
    }
    // After a change nothing from before may be used any more.
    void begin()
    {
        ++changes;
        forgetAll();
        drivers.clear();
    }

    static Task<Result<Document *>> document(Private *self, std::string workspace)
    {
        if (const auto found = self->documents.find(workspace); found != self->documents.end()) {
            co_return &found->second;
        }
        SB_CO_TRY(text, co_await self->options.settings.setting(workspace, kSetting));
        Document read;
        if (!text.empty()) {
            SB_CO_TRY(value, json::parse(text));
            SB_CO_TRY(parsed, json::fromJson<Document>(value));
            read = std::move(parsed);
        }
        // Two may have read it at once; the first stays, as others point to it.
        co_return &self->documents.try_emplace(workspace, std::move(read)).first->second;
    }

    // What is in memory is what was stored, also where storing fails.
    static Task<Result<void>> store(Private *self, std::string workspace, std::shared_ptr<Document> next)
    {
        SB_CO_CHECK(co_await self->options.settings.setSetting(workspace, kSetting, json::write(json::toJson(*next))));
        self->documents[workspace] = std::move(*next);
        self->begin();
        co_return Result<void>();
    }

    static const SourceSettings *find(const Document &document, const std::string &id)
    {
        const auto found = std::find_if(document.sources.begin(), document.sources.end(), [&id](const auto &source) { return source.id == id; });
        return found == document.sources.end() ? nullptr : &*found;
    }
    static const SecretLink *findLink(const Document &document, const std::string &name)
    {
        const auto found = std::find_if(document.links.begin(), document.links.end(), [&name](const auto &link) { return link.name == name; });
        return found == document.links.end() ? nullptr : &*found;
    }

    std::shared_ptr<SecretSource> driver(const std::string &workspace, const SourceSettings &settings)
    {
        auto &driver = drivers[{workspace, settings.id}];
        if (!driver) {
            SourceServices services{.http = options.http,
                                    .clock = options.clock,
                                    .secrets = [this, workspace](std::string name) { return vault.resolve(workspace, std::move(name)); },
                                    .hide = [this, id = settings.id](std::string_view value) { redactor.add(id, value); },
                                    .redact =
                                        [this](std::string text) {
                                            redactor.redactInPlace(text);
                                            return text;
                                        },
                                    .addresses = options.addresses};
            driver = makeSource(settings, std::move(services));
        }
        return driver;
    }

    static Task<Result<void>> putNow(Private *d, std::string workspace, SourceSettings settings);
    static Task<Result<void>> removeNow(Private *d, std::string workspace, std::string id);
    static Task<Result<void>> linkNow(Private *d, std::string workspace, SecretLink link);
    static Task<Result<bool>> unlinkNow(Private *d, std::string workspace, std::string name);

    static Task<Result<std::string>> readLinked(Private *self, std::string workspace, SecretLink link, std::stop_token stop)
    {
        const Key key{workspace, link.name};
        for (;;) {
            if (const auto found = self->kept.find(key); found != self->kept.end()) {
                co_return std::string(found->second.value.view());
            }
            const auto under = self->reading.find(key);
            if (under == self->reading.end()) {
                break;
            }
            OneShot<Result<void>> turn;
            under->second.push_back(turn);
            auto ended = co_await waitFor(turn, stop);
            if (!ended && (stop.stop_requested() || !ended.error().is("cancelled"))) {
                co_return std::move(ended).error();
            }
        }
        self->reading[key];
        auto value = co_await readNow(self, workspace, link, stop);
        auto waiting = std::move(self->reading[key]);
        self->reading.erase(key);
        for (const auto &turn : waiting) {
            turn.set(value ? Result<void>() : Result<void>(value.error()));
        }
        co_return value;
    }

    static Task<Result<std::string>> readNow(Private *self, std::string workspace, SecretLink link, std::stop_token stop)
    {
        const auto &document = self->documents[workspace];
        const auto *settings = find(document, link.source);
        if (!settings) {
            co_return unknownSource(link.source);
        }
        const auto source = self->driver(workspace, *settings);
        const auto change = self->changes;
        const SecretPlace place{link.path, link.field, link.version};
        SB_CO_TRY(value, co_await source->read(place, stop));
        if (value.size() > Vault::kMaxBytes) {
            wipe(value);
            co_return Error("vault.tooLarge", "The value of the secret " + link.name + " is over 64 KiB. Keep it in a file instead.", link.name);
        }
        self->redactor.add(link.name, value);
        if (change == self->changes && self->options.keep > Millis(0)) {
            const Key key{workspace, link.name};
            self->forget(key);
            auto &entry = self->kept[key];
            entry.value = SecretText(std::string_view(value));
            entry.timer = self->options.clock.startTimer(self->options.keep, [self, key] { self->kept.erase(key); });
        }
        co_return std::move(value);
    }
};

SecretSources::SecretSources(Vault &vault, Redactor &redactor, SecretSourcesOptions options) : d(std::make_unique<Private>(vault, redactor, std::move(options))) {}

SecretSources::~SecretSources() = default;

Task<Result<std::vector<SourceSettings>>> SecretSources::sources(std::string workspace)
{
    SB_CO_TRY(document, co_await Private::document(d.get(), std::move(workspace)));
    auto sources = document->sources; // QCoro moves what is returned
    co_return sources;
}

Task<Result<void>> SecretSources::Private::putNow(Private *d, std::string workspace, SourceSettings settings)
{
    SB_CO_CHECK(checkSource(settings, d->options.files));
    SB_CO_TRY(document, co_await Private::document(d, workspace));
    auto next = std::make_shared<Document>(*document);
    std::erase_if(next->sources, [&settings](const auto &source) { return source.id == settings.id; });
    if (next->sources.size() >= kMostSources) {
        co_return Error("vault.sourceInvalid", "A workspace has at most 50 vaults; remove one first.", settings.id);
    }
    next->sources.push_back(std::move(settings));
    std::sort(next->sources.begin(), next->sources.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    co_return co_await Private::store(d, std::move(workspace), std::move(next));
}

Task<Result<void>> SecretSources::put(std::string workspace, SourceSettings settings)
{
    co_await d->turns.take();
    auto outcome = co_await Private::putNow(d.get(), std::move(workspace), std::move(settings));
    d->turns.release();
    co_return outcome;
}

Task<Result<void>> SecretSources::Private::removeNow(Private *d, std::string workspace, std::string id)
{
    SB_CO_TRY(document, co_await Private::document(d, workspace));
    if (!Private::find(*document, id)) {
        co_return unknownSource(id);
    }
    const auto user = std::find_if(document->links.begin(), document->links.end(), [&id](const auto &link) { return link.source == id; });
    if (user != document->links.end()) {
        co_return Error("vault.sourceUsed", "The secret " + user->name + " is read from the vault " + id + ". Remove it first.", id).withArg("secret", user->name);
    }
    auto next = std::make_shared<Document>(*document);
    std::erase_if(next->sources, [&id](const auto &source) { return source.id == id; });
    co_return co_await Private::store(d, std::move(workspace), std::move(next));
}

Task<Result<void>> SecretSources::remove(std::string workspace, std::string id)
{
    co_await d->turns.take();
    auto outcome = co_await Private::removeNow(d.get(), std::move(workspace), std::move(id));
    d->turns.release();
    co_return outcome;
}

Task<Result<void>> SecretSources::test(std::string workspace, std::string id, SecretPlace place, std::stop_token stop)
{
    SB_CO_TRY(document, co_await Private::document(d.get(), workspace));
    const auto *settings = Private::find(*document, id);
    if (!settings) {
        co_return unknownSource(id);
    }
    const auto source = d->driver(workspace, *settings);
    if (place.path.empty()) {
        co_return co_await source->check(std::move(stop));
    }
    SB_CO_TRY(value, co_await source->read(std::move(place), std::move(stop)));
    d->redactor.add(id, value);
    wipe(value);
    co_return Result<void>();
}

Task<Result<std::vector<SecretLink>>> SecretSources::links(std::string workspace)
{
    SB_CO_TRY(document, co_await Private::document(d.get(), std::move(workspace)));
    auto links = document->links;
    co_return links;
}

Task<Result<void>> SecretSources::Private::linkNow(Private *d, std::string workspace, SecretLink link)
{
    SB_CO_CHECK(checkSecretName(link.name));
    SB_CO_TRY(stored, co_await d->vault.list(workspace));
    if (std::any_of(stored.begin(), stored.end(), [&link](const auto &secret) { return secret.name == link.name; })) {
        co_return Error("vault.linkTaken", "The secret " + link.name + " has a value here. Remove it first, or choose another name.", link.name);
    }
    SB_CO_TRY(document, co_await Private::document(d, workspace));
    if (!Private::find(*document, link.source)) {
        co_return unknownSource(link.source);
    }
    if (link.path.empty() || link.path.size() > 2048 || link.field.size() > 512 || link.version.size() > 256) {
        co_return Error("vault.sourceInvalid", "A secret of another vault needs its path there, of at most 2048 bytes.", link.name);
    }
    auto next = std::make_shared<Document>(*document);
    std::erase_if(next->links, [&link](const auto &other) { return other.name == link.name; });
    if (next->links.size() >= kMostLinks) {
        co_return Error("vault.sourceInvalid", "A workspace has at most 1000 secrets of other vaults; remove one first.", link.name);
    }
    next->links.push_back(std::move(link));
    std::sort(next->links.begin(), next->links.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    co_return co_await Private::store(d, std::move(workspace), std::move(next));
}

Task<Result<void>> SecretSources::link(std::string workspace, SecretLink link)
{
    co_await d->turns.take();
    auto outcome = co_await Private::linkNow(d.get(), std::move(workspace), std::move(link));
    d->turns.release();
    co_return outcome;
}

Task<Result<bool>> SecretSources::Private::unlinkNow(Private *d, std::string workspace, std::string name)
{
    SB_CO_TRY(document, co_await Private::document(d, workspace));
    if (!Private::findLink(*document, name)) {
        co_return false;
    }
    auto next = std::make_shared<Document>(*document);
    std::erase_if(next->links, [&name](const auto &link) { return link.name == name; });
    SB_CO_CHECK(co_await Private::store(d, std::move(workspace), std::move(next)));
    co_return true;
}

Task<Result<bool>> SecretSources::unlink(std::string workspace, std::string name)
{
    co_await d->turns.take();
    auto outcome = co_await Private::unlinkNow(d.get(), std::move(workspace), std::move(name));
    d->turns.release();
    co_return outcome;
}

Task<Result<std::string>> SecretSources::resolve(std::string workspace, std::string name, std::stop_token stop, Use use)
{
    SB_CO_TRY(document, co_await Private::document(d.get(), workspace));
    const auto *found = Private::findLink(*document, name);
    if (!found) {
        co_return co_await d->vault.resolve(std::move(workspace), std::move(name), use);
    }
    auto link = *found;
    auto value = co_await Private::readLinked(d.get(), workspace, std::move(link), std::move(stop));
    if (use == Use::Real) {
        d->vault.tell(workspace, "secrets.use", name, value ? "ok" : std::string_view(value.error().code));
    }
    co_return value;
}

} // namespace signalbox::vault
