// SPDX-License-Identifier: GPL-3.0-or-later
// folder/ab/cd/abcd….  (64 hex digits of SHA-256): two levels keep every folder small.
#include "store/payload_store.h"

#include "base/text.h"

#include "store/disk_p.h"

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <unordered_set>

#include <QCryptographicHash>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::store {

namespace {

constexpr std::string_view kPrefix = R"({"$payload":"sha256-)";
constexpr std::string_view kMiddle = R"(","bytes":)";
constexpr std::size_t kMaxPiece = 1 << 20;

std::string hashOf(std::string_view bytes)
{
    const auto view = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(view, QCryptographicHash::Sha256).toHex().toStdString();
}

// The hash of a reference, or of its bare name; empty if it is neither.
std::string_view hashIn(std::string_view reference)
{
    if (reference.starts_with(kPrefix)) {
        reference.remove_prefix(kPrefix.size());
    } else if (reference.starts_with("sha256-")) {
        reference.remove_prefix(7);
    }
    reference = reference.substr(0, 64);
    const bool isHex = std::all_of(reference.begin(), reference.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return reference.size() == 64 && isHex ? reference : std::string_view();
}

std::string pathOf(const std::string &folder, std::string_view hash)
{
    return folder + "/" + std::string(hash.substr(0, 2)) + "/" + std::string(hash.substr(2, 2)) + "/" + std::string(hash);
}

Error notAReference(std::string_view text)
{
    return Error("payload.missing", "This is not a reference to a stored payload.", std::string(cutUtf8(text, 100)));
}

Result<std::string> readFile(const std::string &path, std::uint64_t offset, std::size_t length)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT) {
            return Error("payload.missing", "The payload " + path + " is not there any more. Restore it from a backup of the data folder.", path);
        }
        return diskError(errno, "opened", path);
    }
    struct stat status
    {
    };
    ::fstat(file, &status);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    std::string bytes(static_cast<std::size_t>(offset < size ? std::min<std::uint64_t>(length, size - offset) : 0), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto got = ::pread(file, bytes.data() + have, bytes.size() - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const int why = errno;
            ::close(file);
            return diskError(why, "read", path);
        }
        if (got == 0) {
            break;
        }
        have += static_cast<std::size_t>(got);
    }
    ::close(file);
    bytes.resize(have);
    return bytes;
}

} // namespace

void PayloadPins::add(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    m_hashes.emplace(hashIn(name));
}

void PayloadPins::remove(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    if (const auto pin = m_hashes.find(hashIn(name)); pin != m_hashes.end()) {
        m_hashes.erase(pin);
    }
}

bool PayloadPins::contains(std::string_view name) const
{
    const std::lock_guard lock(m_mutex);
    return m_hashes.contains(hashIn(name));
}

std::vector<std::string> PayloadPins::hashes() const
{
    const std::lock_guard lock(m_mutex);
    return {m_hashes.begin(), m_hashes.end()};
}

PayloadStore::PayloadStore(std::string folder) : m_folder(std::move(folder)) {}

bool PayloadStore::isHash(std::string_view text)
{
    return text.size() == kHashLength && !hashIn(text).empty();
}

Result<std::string> PayloadStore::put(std::string_view bytes)
{
    const auto hash = hashOf(bytes);
    const auto path = pathOf(m_folder, hash);
    const auto reference = std::string(kPrefix) + hash + std::string(kMiddle) + std::to_string(bytes.size()) + "}";
    const std::shared_lock lock(m_files);
    struct stat status
    {
    };
    if (::stat(path.c_str(), &status) == 0 && static_cast<std::uint64_t>(status.st_size) == bytes.size()) {
        // Young again, so that collect() spares it until a row names it; and whoever wrote it may not
        // have synced the folder yet.
        ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
        SB_CHECK(syncPath(std::filesystem::path(path).parent_path().string()));
        return reference;
    }
    SB_CHECK(makeFolder(std::filesystem::path(path).parent_path().string()));
    SB_CHECK(writeFile(path, bytes));
    return reference;
}

Result<std::string> PayloadStore::putPinned(std::string_view bytes)
{
    std::string hash = hashOf(bytes);
    m_pins->add(hash);
    auto reference = put(bytes);
    if (!reference) {
        m_pins->remove(hash);
    }
    return reference;
}

Result<void> PayloadStore::touch(std::string_view name) const
{
    const auto path = pathOf(m_folder, hashIn(name));
    const std::shared_lock lock(m_files);
    if (::utimensat(AT_FDCWD, path.c_str(), nullptr, 0) != 0) {
        return Error("payload.missing", "The payload " + path + " is not there any more. Restore it from a backup of the data folder.", path);
    }
    return {};
}

Result<std::string> PayloadStore::get(std::string_view reference) const
{
    const auto hash = hashIn(reference);
    if (hash.empty()) {
        return notAReference(reference);
    }
    const auto path = pathOf(m_folder, hash);
    SB_TRY(bytes, readFile(path, 0, std::numeric_limits<std::size_t>::max()));
    if (hashOf(bytes) != hash) {
        return Error("payload.corrupt", "The payload " + path + " is not what was stored. Restore it from a backup of the data folder.", path);
    }
    return bytes;
}

Result<std::string> PayloadStore::read(std::string_view reference, std::uint64_t offset, std::size_t length) const
{
    const auto hash = hashIn(reference);
    if (hash.empty()) {
        return notAReference(reference);
    }
    return readFile(pathOf(m_folder, hash), offset, std::min(length, kMaxPiece));
}

bool PayloadStore::isReference(std::string_view text)
{
    if (!text.starts_with(kPrefix) || !text.ends_with('}') || text.size() > 200) {
        return false;
    }
    text.remove_prefix(kPrefix.size());
    if (!isHash(text.substr(0, kHashLength)) || !text.substr(kHashLength).starts_with(kMiddle)) {
        return false;
    }
    const auto digits = text.substr(kHashLength + kMiddle.size(), text.size() - kHashLength - kMiddle.size() - 1);
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

namespace {

// The names in a file, which may be large: read a piece at a time.
Result<void> namesInFile(const std::string &path, std::vector<std::string> &names)
{
    constexpr std::size_t kOverlap = 7 + 64 - 1;
    std::string piece;
    for (std::uint64_t at = 0;;) {
        auto read = readFile(path, at, kMaxPiece);
        if (!read && !read.error().is("payload.missing")) {
            return std::move(read).error(); // one that cannot be read now may name much
        }
        if (!read || read->empty()) {
            return {}; // a file that is not there names nothing
        }
        at += read->size();
        piece += *read;
        PayloadStore::namesIn(piece, [&names](std::string_view name) { names.emplace_back(hashIn(name)); });
        piece.erase(0, piece.size() - std::min(piece.size(), kOverlap));
    }
}

// A folder that is not empty stays.
void removeEmptied(const std::filesystem::path &folder, const std::filesystem::path &root)
{
    for (auto empty = folder; empty != root && ::rmdir(empty.c_str()) == 0;) {
        empty = empty.parent_path();
    }
}

} // namespace

Result<PayloadStore::Swept> PayloadStore::sweep(const std::vector<std::string> &keep, std::int64_t grace, std::stop_token stop)
{
    std::unordered_set<std::string> kept;
    std::vector<std::string> open;
    for (const auto &text : keep) {
        namesIn(text, [&open](std::string_view name) { open.emplace_back(hashIn(name)); });
    }
    for (auto &hash : m_pins->hashes()) {
        open.push_back(std::move(hash));
    }
    Swept swept;
    // What no row names; most often that is nothing, and the files need not be read.
    std::vector<std::filesystem::path> unnamed;
    {
        const std::unordered_set<std::string> named(open.begin(), open.end());
        std::error_code failure;
        for (std::filesystem::recursive_directory_iterator entry(m_folder, failure), end; !failure && entry != end; entry.increment(failure)) {
            std::error_code gone;
            if (!entry->is_symlink(gone) && entry->is_regular_file(gone) && !named.contains(entry->path().filename().string())) {
                unnamed.push_back(entry->path());
            }
            if (stop.stop_requested()) {
                return swept;
            }
        }
        if (failure && failure.value() != ENOENT) {
            return diskError(failure.value(), "listed", m_folder);
        }
    }
    if (unnamed.empty()) {
        return swept;
    }
    // What is kept may name others: an index its pages, a value the arrays in it.
    while (!open.empty()) {
        auto hash = std::move(open.back());
        open.pop_back();
        if (stop.stop_requested()) {
            return swept;
        }
        if (const auto [place, isNew] = kept.insert(std::move(hash)); isNew) {
            SB_CHECK(namesInFile(pathOf(m_folder, *place), open));
        }
    }
    for (const auto &path : unnamed) {
        const auto name = path.filename().string();
        if (kept.contains(name)) {
            continue;
        }
        if (stop.stop_requested()) {
            break;
        }
        // Looked at again: whoever puts the same content meanwhile has made it young, or pinned it.
        const std::unique_lock lock(m_files);
        struct stat status
        {
        };
        if (::lstat(path.c_str(), &status) != 0) {
            continue;
        }
        if (status.st_mtime + grace > std::time(nullptr) || m_pins->contains(name)) {
            ++swept.spared;
            continue;
        }
        if (::unlink(path.c_str()) == 0) {
            ++swept.files;
            swept.bytes += static_cast<std::uint64_t>(status.st_blocks) * 512;
            removeEmptied(path.parent_path(), m_folder);
        }
    }
    return swept;
}

Result<std::uint64_t> PayloadStore::collect(const std::vector<std::string> &keep, std::int64_t grace)
{
    SB_TRY(swept, sweep(keep, grace, {}));
    return swept.files;
}

} // namespace signalbox::store
