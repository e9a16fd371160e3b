// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts/draft_store.h"

#include "drafts/draft_journal_p.h"
#include "drafts/edit_codec_p.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <QByteArray>
#include <QCryptographicHash>

#include <sys/stat.h>

namespace signalbox::drafts {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".draft";
// What was saved is no state of the history any more: everything counts as changed.
constexpr auto kNowhere = std::string::npos;

std::int64_t numberOf(const json::Object &object, std::string_view key, std::int64_t otherwise)
{
    const auto *value = object.if_contains(key);
    return value && value->is_int64() ? value->get_int64() : otherwise;
}

Result<Draft> begin(const json::Value &header, const std::string &path)
{
    const auto *object = header.if_object();
    const auto format = object ? json::text(*object, "format") : std::string_view();
    if (format != kFormat) {
        if (format.starts_with("signalbox.draft/")) {
            return Error("draft.newer", "The draft \"" + path + "\" was made by a newer Signalbox. Open it with that one.", path);
        }
        return Error("draft.damaged", "The draft \"" + path + "\" cannot be read: it does not begin as one.", path);
    }
    Draft draft;
    draft.info.key = {std::string(json::text(*object, "backend")), std::string(json::text(*object, "flow"))};
    draft.info.revision = numberOf(*object, "revision", 0);
    draft.text = json::text(*object, "text");
    if (const auto root = json::parse(draft.text); root && root->is_object()) {
        draft.info.title = json::text(root->get_object(), "name", json::text(root->get_object(), "id"));
    }
    return draft;
}

// Applies one line to what was read before it; false, and nothing is changed, if it does not fit.
bool advance(Draft &draft, const json::Value &line)
{
    const auto *object = line.if_object();
    const auto at = object ? numberOf(*object, "at", -1) : -1;
    const auto *list = object ? object->if_contains("steps") : nullptr;
    const auto keep = list ? numberOf(*object, "keep", -1) : static_cast<std::int64_t>(draft.steps.size());
    if (at < 0 || keep < 0 || static_cast<std::size_t>(keep) > draft.steps.size() || (list && !list->is_array())) {
        return false;
    }
    std::vector<flow::EditStep> steps;
    if (list) {
        for (const auto &entry : list->get_array()) {
            auto step = stepFromJson(entry);
            if (!step) {
                return false;
            }
            steps.push_back(std::move(*step));
        }
    }
    if (static_cast<std::size_t>(at) > static_cast<std::size_t>(keep) + steps.size()) {
        return false;
    }
    if (draft.savedPosition != kNowhere && draft.savedPosition > static_cast<std::size_t>(keep)) {
        draft.savedPosition = kNowhere;
    }
    draft.steps.resize(static_cast<std::size_t>(keep));
    std::move(steps.begin(), steps.end(), std::back_inserter(draft.steps));
    draft.position = static_cast<std::size_t>(at);
    if (const auto *texts = object->if_contains("texts"); texts && texts->is_object()) {
        for (const auto &[name, text] : texts->get_object()) {
            if (text.is_string()) {
                draft.texts.insert_or_assign(std::string(name), std::string(text.get_string()));
            } else {
                draft.texts.erase(std::string(name));
            }
        }
    }
    if (object->contains("saved")) {
        const auto savedAt = numberOf(*object, "savedAt", at);
        draft.info.revision = numberOf(*object, "saved", 0);
        draft.savedPosition = savedAt < 0 || static_cast<std::size_t>(savedAt) > draft.steps.size() ? kNowhere : static_cast<std::size_t>(savedAt);
    }
    return true;
}

// What the steps in effect make of the flow's name.
void readTitle(Draft &draft)
{
    const auto take = [&](const json::Value &name) {
        if (name.is_string() && !name.get_string().empty()) {
            draft.info.title = name.get_string();
        }
    };
    for (std::size_t i = 0; i < std::min(draft.position, draft.steps.size()); ++i) {
        for (const auto &operation : draft.steps[i].operations) {
            const auto *assignment = std::get_if<flow::Assignment>(&operation);
            if (assignment && assignment->path.empty() && assignment->after.is_object()) {
                if (const auto *name = assignment->after.get_object().if_contains("name")) {
                    take(*name);
                }
            } else if (assignment && assignment->path == flow::Path() / "name") {
                take(assignment->after);
            }
        }
    }
}

} // namespace

Result<Draft> draftFromLines(const ReadLines &lines, const std::string &path)
{
    if (lines.values.empty()) {
        return Error("draft.damaged", "The draft \"" + path + "\" cannot be read: not even its first line is whole.", path);
    }
    SB_TRY(draft, begin(lines.values.front(), path));
    draft.info.isDamaged = lines.isDamaged;
    for (std::size_t i = 1; i < lines.values.size(); ++i) {
        if (!advance(draft, lines.values[i])) {
            draft.info.isDamaged = true;
            break;
        }
    }
    readTitle(draft);
    const auto [low, high] = std::minmax(draft.position, draft.savedPosition);
    draft.info.edits = (draft.savedPosition == kNowhere ? std::max<std::size_t>(draft.position, 1) : high - low) + (draft.texts.empty() ? 0 : 1);
    return draft;
}

namespace {

constexpr std::size_t kWorthShortening = 1 << 20;

Result<Draft> readDraft(const std::string &path)
{
    std::error_code failed;
    if (!fs::exists(path, failed)) {
        return Error("draft.none", "There is no draft of the flow.", path);
    }
    SB_TRY(lines, readLines(path));
    SB_TRY(draft, draftFromLines(lines, path));
    struct stat info{};
    if (::stat(path.c_str(), &info) == 0) {
        draft.info.changedAt = static_cast<UnixMillis>(info.st_mtim.tv_sec) * 1000 + info.st_mtim.tv_nsec / 1'000'000;
    }
    draft.fileBytes = lines.fileBytes;
    draft.wholeBytes = lines.bytes;
    return draft;
}

std::string headerLine(const DraftKey &key, std::int64_t revision, const std::string &text)
{
    return checkedLine(json::Object{{"format", kFormat}, {"backend", key.backend}, {"flow", key.flow}, {"revision", revision}, {"text", text}});
}

// A name beside a file that nothing has.
std::string freeName(const std::string &path, const char *ending)
{
    std::string name = path + ending;
    std::error_code failed;
    for (int number = 2; fs::exists(name, failed); ++number) {
        name = path + ending + std::to_string(number);
    }
    return name;
}

} // namespace

DraftStore::DraftStore(std::string folder) : m_folder(std::move(folder)) {}

std::string DraftStore::pathOf(const DraftKey &key) const
{
    const auto name = QCryptographicHash::hash(QByteArray::fromStdString(key.backend + '\n' + key.flow), QCryptographicHash::Sha256).toHex().left(32).toStdString();
    return m_folder + "/" + name + std::string(kEnding);
}

std::vector<DraftInfo> DraftStore::list() const
{
    std::vector<DraftInfo> list;
    std::error_code failed;
    for (fs::directory_iterator entry(m_folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (entry->path().extension() == kEnding) {
            if (auto read = readDraft(entry->path().string())) {
                list.push_back(std::move(read->info));
            }
        }
    }
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.changedAt > b.changedAt; });
    return list;
}

Result<Draft> DraftStore::read(const DraftKey &key) const
{
    return readDraft(pathOf(key));
}

Result<std::unique_ptr<DraftJournal>> DraftStore::begin(const DraftKey &key, std::int64_t revision, const std::string &text)
{
    std::error_code failed;
    fs::create_directories(m_folder, failed);
    fs::permissions(m_folder, fs::perms::owner_all, failed);
    if (failed) {
        return Error("draft.io", "The folder of drafts \"" + m_folder + "\" cannot be made: " + failed.message() + ".", m_folder);
    }
    auto p = std::make_unique<DraftJournal::Private>();
    SB_TRY(file, DraftFile::open(pathOf(key), 0));
    p->file = std::move(file);
    SB_CHECK(p->file->append(headerLine(key, revision, text)));
    return std::unique_ptr<DraftJournal>(new DraftJournal(std::move(p)));
}

Result<std::unique_ptr<DraftJournal>> DraftStore::resume(const Draft &draft, const flow::EditHistory &history)
{
    const auto path = pathOf(draft.info.key);
    auto p = std::make_unique<DraftJournal::Private>();
    SB_TRY(file, DraftFile::open(path, std::string::npos));
    if (file->bytes() != draft.fileBytes) {
        return Error("draft.held", "The flow was edited in another window of Signalbox meanwhile. Close it here and open it again.", path);
    }
    const bool isDamaged = draft.info.isDamaged || history.steps().size() < draft.steps.size();
    std::string shorter;
    if (isDamaged || draft.wholeBytes > kWorthShortening) {
        const auto saved = draft.savedPosition == kNowhere || draft.savedPosition > history.steps().size() ? kNowhere : draft.savedPosition;
        shorter = headerLine(draft.info.key, draft.info.revision, draft.text) + checkedLine(changeLine(history, 0)) + checkedLine(savedLine(draft.info.revision, history.position(), saved));
        for (const auto &[name, text] : draft.texts) {
            shorter += checkedLine(textLine(history.position(), name, text));
        }
    }
    if (isDamaged) {
        std::error_code failed;
        fs::copy_file(path, freeName(path, ".damaged"), failed);
        if (failed) {
            return Error("draft.io", "The damaged draft \"" + path + "\" cannot be kept: " + failed.message() + ".", path);
        }
    }
    if (isDamaged || (!shorter.empty() && shorter.size() < draft.wholeBytes / 2)) {
        SB_CHECK(file->replace(shorter));
    } else {
        SB_CHECK(file->cut(draft.wholeBytes));
    }
    p->file = std::move(file);
    p->knows(history);
    return std::unique_ptr<DraftJournal>(new DraftJournal(std::move(p)));
}

Result<std::string> DraftStore::setAside(const DraftKey &key)
{
    const auto path = pathOf(key);
    std::error_code failed;
    if (!fs::exists(path, failed)) {
        return std::string();
    }
    const auto aside = freeName(path, ".aside");
    // One that cannot even be opened is held by nobody who could write to it.
    const auto held = DraftFile::open(path, std::string::npos);
    if (!held && held.error().is("draft.held")) {
        return held.error();
    }
    fs::rename(path, aside, failed);
    if (failed) {
        return Error("draft.io", "The draft \"" + path + "\" cannot be renamed: " + failed.message() + ".", path);
    }
    return aside;
}

Result<void> DraftStore::discard(const DraftKey &key)
{
    const auto path = pathOf(key);
    std::error_code failed;
    if (!fs::exists(path, failed)) {
        return {};
    }
    SB_TRY(file, DraftFile::open(path, std::string::npos));
    file->remove();
    return {};
}

} // namespace signalbox::drafts
