// SPDX-License-Identifier: GPL-3.0-or-later
// A page is a JSON array of at most about kPageBytes; the index names them: [["sha256-…", items], …].
#include "engine/paged_values.h"

#include "base/paged_shape.h"

#include <cerrno>
#include <cstring>

#include <QCryptographicHash>
#include <QTemporaryFile>

namespace signalbox::engine {

namespace {

constexpr std::size_t kHashText = 7 + 64; // sha256-…

json::ReadOptions anySize()
{
    json::ReadOptions options;
    options.maxBytes = std::size_t(1) << 32;
    return options;
}

// "sha256-…" out of the text that a row would hold.
std::string nameIn(const std::string &reference)
{
    const auto at = reference.find("sha256-");
    return at == std::string::npos ? std::string() : reference.substr(at, kHashText);
}

} // namespace

KeptArrays::~KeptArrays()
{
    for (const auto &name : m_names) {
        m_pins->remove(name);
    }
}

void KeptArrays::take(std::string name)
{
    const std::lock_guard lock(m_mutex);
    m_names.push_back(std::move(name));
}

PagedValues::PagedValues(store::PayloadStore &payloads, const std::string &run, std::function<std::string(std::string)> redact, std::shared_ptr<KeptArrays> kept)
    : m_payloads(payloads), m_run(run), m_redact(std::move(redact)), m_kept(std::move(kept))
{
}

PagedValues::~PagedValues() = default;

std::string PagedValues::markOf(std::string_view index) const
{
    const auto text = m_run + "/" + std::string(index);
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256).toHex().left(32).toStdString();
}

bool PagedValues::isPaged(const json::Value &value) const
{
    const auto shape = json::pagedShape(value);
    return shape && shape->mark == markOf(shape->index);
}

json::Value PagedValues::adopted(json::Value value, const PagedValues &from) const
{
    if (from.isPaged(value)) {
        auto mark = markOf(json::pagedShape(value)->index);
        value.get_object()["run"] = std::move(mark);
    } else if (auto *object = value.if_object()) {
        for (auto &member : *object) {
            member.value() = adopted(std::move(member.value()), from);
        }
    } else if (auto *array = value.if_array()) {
        for (auto &item : *array) {
            item = adopted(std::move(item), from);
        }
    }
    return value;
}

struct PagedValues::Writer::Private
{
    PagedValues &owner;
    json::Array plain;       ///< while it is small
    std::size_t bytes = 0;
    std::int64_t count = 0;
    bool isPaged = false;
    std::string page;
    std::int64_t inPage = 0;
    json::Array index;
    std::vector<std::string> pinned;

    explicit Private(PagedValues &values) : owner(values) {}

    Result<void> endPage()
    {
        if (inPage == 0) {
            return {};
        }
        page += ']';
        auto text = std::exchange(page, std::string());
        if (owner.m_redact) {
            text = owner.m_redact(std::move(text));
        }
        SB_TRY(reference, owner.m_payloads.putPinned(text));
        auto name = nameIn(reference);
        index.push_back(json::Array{json::Value(name), json::Value(std::exchange(inPage, 0))});
        pinned.push_back(std::move(name));
        return {};
    }

    Result<void> append(std::string_view text)
    {
        page += inPage == 0 ? '[' : ',';
        page += text;
        ++inPage;
        if (page.size() >= kPageBytes) {
            return endPage();
        }
        return {};
    }

    Result<void> beginPages()
    {
        isPaged = true;
        for (const auto &item : std::exchange(plain, json::Array())) {
            SB_CHECK(append(json::write(item)));
        }
        return {};
    }
};

PagedValues::Writer::Writer(PagedValues &owner) : d(std::make_unique<Private>(owner)) {}

PagedValues::Writer::~Writer()
{
    if (d) {
        for (const auto &name : d->pinned) {
            d->owner.m_payloads.pins()->remove(name);
        }
    }
}

PagedValues::Writer::Writer(Writer &&) noexcept = default;

Result<void> PagedValues::Writer::add(json::Value item)
{
    ++d->count;
    if (d->isPaged) {
        const auto text = json::write(item);
        d->bytes += text.size() + 1;
        return d->append(text);
    }
    d->bytes += json::approximateSize(item);
    d->plain.push_back(std::move(item));
    return d->bytes > kThreshold ? d->beginPages() : Result<void>();
}

Result<void> PagedValues::Writer::addText(std::string_view text)
{
    if (d->isPaged) {
        ++d->count;
        d->bytes += text.size() + 1;
        return d->append(text);
    }
    SB_TRY(value, json::parse(text, anySize()));
    return add(std::move(value));
}

Result<json::Value> PagedValues::Writer::finish()
{
    if (!d->isPaged) {
        return json::Value(std::move(d->plain));
    }
    SB_CHECK(d->endPage());
    SB_TRY(reference, d->owner.m_payloads.putPinned(json::write(json::Value(std::move(d->index)))));
    const auto name = nameIn(reference);
    d->pinned.push_back(name);
    // Young again, so that they are spared until a row names them.
    for (const auto &page : d->pinned) {
        SB_CHECK(d->owner.m_payloads.touch(page));
    }
    if (d->owner.m_kept) {
        d->owner.m_kept->take(std::move(d->pinned.back()));
        d->pinned.pop_back();
    }
    return json::Value(json::Object{{"$pages", name}, {"count", d->count}, {"bytes", static_cast<std::int64_t>(d->bytes)}, {"run", d->owner.markOf(name)}});
}

struct PagedValues::Reader::Private
{
    const PagedValues *owner = nullptr;
    const json::Array *plain = nullptr;
    json::Array index;
    json::Array page;
    std::size_t nextPage = 0;
    std::size_t at = 0;
    std::size_t size = 0;
};

PagedValues::Reader::Reader() : d(std::make_unique<Private>()) {}
PagedValues::Reader::~Reader() = default;
PagedValues::Reader::Reader(Reader &&) noexcept = default;
PagedValues::Reader &PagedValues::Reader::operator=(Reader &&) noexcept = default;

Result<PagedValues::Reader> PagedValues::Reader::open(const PagedValues &owner, const json::Value &value)
{
    Reader reader;
    reader.d->owner = &owner;
    if (value.is_array()) {
        reader.d->plain = &value.get_array();
        reader.d->size = reader.d->plain->size();
        return reader;
    }
    const auto shape = json::pagedShape(value);
    if (!shape || shape->mark != owner.markOf(shape->index)) {
        return Error("value.notPaged", "This is no array.");
    }
    SB_TRY(text, owner.m_payloads.get(shape->index));
    SB_TRY(index, json::parse(text, anySize()));
    if (!index.is_array()) {
        return Error("payload.corrupt", "The index of a paged array is not what was stored. Restore it from a backup of the data folder.", std::string(shape->index));
    }
    reader.d->index = std::move(index.get_array());
    reader.d->size = static_cast<std::size_t>(shape->count);
    return reader;
}

std::size_t PagedValues::Reader::size() const
{
    return d->size;
}

Result<json::Value> PagedValues::Reader::next()
{
    if (d->plain) {
        return d->at < d->plain->size() ? json::Value((*d->plain)[d->at++]) : json::Value(nullptr);
    }
    if (d->at >= d->page.size()) {
        d->page = json::Array();
        d->at = 0;
        const auto *entry = d->nextPage < d->index.size() ? d->index[d->nextPage].if_array() : nullptr;
        const auto *name = entry && !entry->empty() ? (*entry)[0].if_string() : nullptr;
        if (!name) {
            return Error("payload.corrupt", "The pages of an array are fewer than its items. Restore them from a backup of the data folder.");
        }
        ++d->nextPage;
        SB_TRY(text, d->owner->m_payloads.get(*name));
        SB_TRY(page, json::parse(text, anySize()));
        if (!page.is_array() || page.get_array().empty()) {
            return Error("payload.corrupt", "A page of an array is not what was stored. Restore it from a backup of the data folder.", std::string(*name));
        }
        d->page = std::move(page.get_array());
    }
    return std::move(d->page[d->at++]);
}

struct OrderedResults::Private
{
    /// Where a result lies in the file; without a length it is not there.
    struct Place
    {
        std::uint64_t offset = 0;
        std::uint32_t length = 0;
    };
    std::vector<std::optional<json::Value>> values;
    std::size_t bytes = 0;
    std::size_t count = 0;
    std::vector<Place> places;
    std::unique_ptr<QTemporaryFile> file;

    Result<void> writeOut(std::size_t number, const json::Value &value)
    {
        const auto text = json::write(value);
        places[number] = {static_cast<std::uint64_t>(file->pos()), static_cast<std::uint32_t>(text.size())};
        if (file->write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size())) {
            return Error("store.full", "There is no room left for the results of a map in " + file->fileName().toStdString() + ". Free some space and try again.").retryable();
        }
        return {};
    }
};

OrderedResults::OrderedResults(std::size_t count) : d(std::make_unique<Private>())
{
    d->count = count;
}

OrderedResults::~OrderedResults() = default;

Result<void> OrderedResults::set(std::size_t number, json::Value value)
{
    if (d->file) {
        return d->writeOut(number, value);
    }
    if (d->values.empty()) {
        d->values.resize(d->count);
    }
    d->bytes += json::approximateSize(value);
    d->values[number] = std::move(value);
    if (d->bytes <= PagedValues::kThreshold) {
        return {};
    }
    d->file = std::make_unique<QTemporaryFile>();
    if (!d->file->open()) {
        return Error("store.io", "A file for the results of a map could not be made: " + d->file->errorString().toStdString() + ".").retryable();
    }
    d->places.resize(d->count);
    auto values = std::exchange(d->values, {});
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) {
            SB_CHECK(d->writeOut(i, *values[i]));
            values[i].reset();
        }
    }
    return {};
}

Result<json::Value> OrderedResults::finish(PagedValues &pages)
{
    PagedValues::Writer writer(pages);
    for (auto &value : d->values) {
        if (value) {
            SB_CHECK(writer.add(std::move(*value)));
        }
    }
    if (d->file) {
        if (!d->file->flush()) {
            return Error("store.full", "There is no room left for the results of a map. Free some space and try again.").retryable();
        }
        QByteArray text;
        for (const auto &place : d->places) {
            if (place.length == 0) {
                continue;
            }
            text.resize(static_cast<qsizetype>(place.length));
            const bool isThere = (static_cast<std::uint64_t>(d->file->pos()) == place.offset || d->file->seek(static_cast<qint64>(place.offset)))
                && d->file->read(text.data(), text.size()) == text.size();
            if (!isThere) {
                return Error("store.io", "The results of a map could not be read back: " + d->file->errorString().toStdString() + ".").retryable();
            }
            SB_CHECK(writer.addText(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))));
        }
    }
    return writer.finish();
}

} // namespace signalbox::engine
