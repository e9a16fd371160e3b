// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts/draft_file_p.h"

#include <boost/crc.hpp>

#include <array>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::drafts {

namespace {

constexpr std::chrono::seconds kSyncEvery{1};
constexpr std::size_t kChecksumDigits = 8;

std::uint32_t checksum(std::string_view text)
{
    boost::crc_32_type crc;
    crc.process_bytes(text.data(), text.size());
    return crc.checksum();
}

Error ioError(int number, const char *doing, const std::string &path)
{
    const bool isFull = number == ENOSPC || number == EDQUOT;
    return Error(isFull ? "draft.full" : "draft.io", "The draft \"" + path + "\" cannot be " + doing + ": " + std::strerror(number) + ". Save the flow, so that nothing is lost.", path);
}

std::optional<json::Value> valueOf(std::string_view line)
{
    if (line.size() < kChecksumDigits + 2 || line[kChecksumDigits] != ' ') {
        return std::nullopt;
    }
    std::uint32_t expected = 0;
    const auto parsed = std::from_chars(line.data(), line.data() + kChecksumDigits, expected, 16);
    line.remove_prefix(kChecksumDigits + 1);
    if (parsed.ec != std::errc() || checksum(line) != expected) {
        return std::nullopt;
    }
    auto value = json::parse(line);
    return value ? std::optional<json::Value>(std::move(*value)) : std::nullopt;
}

} // namespace

std::string checkedLine(const json::Value &value)
{
    const auto text = json::write(value);
    std::array<char, kChecksumDigits + 2> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x ", checksum(text));
    return digits.data() + text + "\n";
}

Result<ReadLines> readLines(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    if (!file) {
        return ioError(errno, "read", path);
    }
    const auto text = std::move(all).str();
    ReadLines result;
    result.fileBytes = text.size();
    std::string_view rest(text);
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        auto value = end == std::string_view::npos ? std::nullopt : valueOf(rest.substr(0, end));
        if (!value) {
            // A process that was killed leaves at most a torn last line.
            result.isDamaged = end != std::string_view::npos;
            break;
        }
        result.values.push_back(std::move(*value));
        rest.remove_prefix(end + 1);
        result.bytes += end + 1;
    }
    return result;
}

/// Syncs a file about once a second while it is written, on a thread of its own: a disk that stands
/// still must not hold up the window.
struct DraftFile::Syncer
{
    explicit Syncer(int descriptor) : file(descriptor), thread([this] { run(); }) {}
    ~Syncer()
    {
        {
            const std::lock_guard lock(mutex);
            isEnding = true;
        }
        changed.notify_one();
        thread.join();
    }

    void wake()
    {
        {
            const std::lock_guard lock(mutex);
            isDirty = true;
        }
        changed.notify_one();
    }

    void run()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return isDirty || isEnding; });
            if (!isEnding) {
                changed.wait_for(lock, kSyncEvery, [this] { return isEnding; });
            }
            if (std::exchange(isDirty, false)) {
                lock.unlock();
                ::fdatasync(file);
                lock.lock();
            }
            if (isEnding) {
                return;
            }
        }
    }

    int file;
    std::mutex mutex;
    std::condition_variable changed;
    bool isDirty = false;
    bool isEnding = false;
    std::thread thread;
};

// So often another may stand in a file's place by the time that it is held.
constexpr int kMostTries = 20;

Result<std::unique_ptr<DraftFile>> DraftFile::open(const std::string &path, std::size_t keepBytes)
{
    std::unique_ptr<DraftFile> made;
    struct stat info{};
    bool isPresent = false;
    for (int tries = 0; !isPresent; ++tries) {
        made.reset(new DraftFile);
        made->m_path = path;
        made->m_file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (made->m_file < 0) {
            return ioError(errno, "opened", path);
        }
        SB_CHECK(made->lock());
        if (::fstat(made->m_file, &info) != 0) {
            return ioError(errno, "read", path);
        }
        // Whoever held it until now may have put another in its place, or taken it away.
        struct stat named{};
        isPresent = ::stat(path.c_str(), &named) == 0 && named.st_ino == info.st_ino && named.st_dev == info.st_dev;
        if (!isPresent && tries == kMostTries) {
            return ioError(ESTALE, "opened", path); // a file system that numbers its files otherwise each time
        }
    }
    made->m_bytes = std::min(keepBytes, static_cast<std::size_t>(info.st_size));
    if (::ftruncate(made->m_file, static_cast<off_t>(made->m_bytes)) != 0) {
        return ioError(errno, "written", path);
    }
    made->m_syncer = std::make_unique<Syncer>(made->m_file);
    return made;
}

Result<void> DraftFile::lock()
{
    if (::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
        return Error("draft.held", "The flow is being edited in another window of Signalbox. Go on there, or close it first.", m_path);
    }
    return {};
}

Result<void> DraftFile::replace(const std::string &text)
{
    // This one is held until the other stands in its place, which is held by then.
    std::unique_ptr<DraftFile> made(new DraftFile);
    made->m_path = m_path;
    const auto next = m_path + ".next";
    made->m_file = ::open(next.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (made->m_file < 0) {
        return ioError(errno, "opened", next);
    }
    SB_CHECK(made->lock());
    made->m_syncer = std::make_unique<Syncer>(made->m_file);
    auto written = made->append(text);
    if (written && (::fdatasync(made->m_file) != 0 || ::rename(next.c_str(), m_path.c_str()) != 0)) {
        written = ioError(errno, "written", m_path);
    }
    if (!written) {
        ::unlink(next.c_str());
        return written;
    }
    std::swap(m_bytes, made->m_bytes);
    std::swap(m_file, made->m_file);
    std::swap(m_syncer, made->m_syncer);
    return {};
}

Result<void> DraftFile::cut(std::size_t keepBytes)
{
    if (keepBytes < m_bytes) {
        if (::ftruncate(m_file, static_cast<off_t>(keepBytes)) != 0) {
            return ioError(errno, "written", m_path);
        }
        m_bytes = keepBytes;
    }
    return {};
}

DraftFile::~DraftFile()
{
    m_syncer.reset();
    if (m_file >= 0) {
        ::close(m_file);
    }
}

Result<void> DraftFile::append(const std::string &text)
{
    std::size_t written = 0;
    while (written < text.size()) {
        const auto count = ::pwrite(m_file, text.data() + written, text.size() - written, static_cast<off_t>(m_bytes + written));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            const int failure = count < 0 ? errno : ENOSPC;
            // Half a line would hide what comes behind it.
            [[maybe_unused]] const int cut = ::ftruncate(m_file, static_cast<off_t>(m_bytes));
            return ioError(failure, "written", m_path);
        }
        written += static_cast<std::size_t>(count);
    }
    m_bytes += text.size();
    m_syncer->wake();
    return {};
}

void DraftFile::remove()
{
    ::unlink(m_path.c_str());
}

} // namespace signalbox::drafts
