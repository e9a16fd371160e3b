// SPDX-License-Identifier: GPL-3.0-or-later
#include "hidden_input.h"

#include "base/async.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace signalbox::cli {

namespace {

constexpr std::size_t kMost = 4096;

/// The terminal, without echo and without signals, which this program takes elsewhere.
class Terminal
{
public:
    Terminal() : m_file(::open("/dev/tty", O_RDWR | O_CLOEXEC))
    {
        if (m_file >= 0 && ::tcgetattr(m_file, &m_before) == 0) {
            auto quiet = m_before;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
            quiet.c_cc[VMIN] = 1;
            quiet.c_cc[VTIME] = 0;
            m_isQuiet = ::tcsetattr(m_file, TCSAFLUSH, &quiet) == 0;
        }
    }
    ~Terminal()
    {
        if (m_isQuiet) {
            ::tcsetattr(m_file, TCSAFLUSH, &m_before);
        }
        if (m_file >= 0) {
            ::close(m_file);
        }
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    bool isQuiet() const { return m_isQuiet; }
    void write(std::string_view text) const { (void)!::write(m_file, text.data(), text.size()); }
    bool read(char &letter) const { return ::read(m_file, &letter, 1) == 1; }

private:
    int m_file;
    termios m_before{};
    bool m_isQuiet = false;
};

void takeLetterBack(std::string &line)
{
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xc0) == 0x80) {
        line.pop_back();
    }
    if (!line.empty()) {
        line.pop_back();
    }
}

} // namespace

Result<std::string> askHidden(const std::string &question, const std::string &option)
{
    const Terminal terminal;
    if (!terminal.isQuiet()) {
        return Error("usage", "There is no terminal to ask in; name a file by " + option + ".", option);
    }
    constexpr char kInterrupt = 3;
    constexpr char kEnd = 4;
    constexpr char kErase = 8;
    constexpr char kKillLine = 21;
    constexpr char kDelete = 127;
    terminal.write(question + ": ");
    std::string line;
    char letter = 0;
    while (line.size() < kMost && terminal.read(letter) && letter != '\n' && letter != '\r') {
        if (letter == kInterrupt || (letter == kEnd && line.empty())) {
            terminal.write("\n");
            return cancelledError();
        }
        if (letter == kErase || letter == kDelete) {
            takeLetterBack(line);
        } else if (letter == kKillLine) {
            line.clear();
        } else {
            line.push_back(letter);
        }
    }
    terminal.write("\n");
    return line;
}

Result<std::string> readHidden(const std::string &path)
{
    const bool isOpen = path == "-" || path.starts_with("/dev/fd/");
    const int file = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return Error("vault.passphraseFile", "The passphrase file " + path + " cannot be opened. Check that it is there and may be read by this user.", path).withArg("path", path);
    }
    struct stat status
    {
    };
    if (!isOpen && ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0) {
        ::close(file);
        return Error("vault.passphraseFile",
                     "The passphrase file " + path + " may be read by others than its owner. Change its mode to 0600, and think of the passphrase as known.", path)
            .withArg("path", path);
    }
    std::string line;
    char letter = 0;
    while (line.size() < kMost && ::read(file, &letter, 1) == 1 && letter != '\n') {
        line.push_back(letter);
    }
    ::close(file);
    while (line.ends_with('\r')) {
        line.pop_back();
    }
    return line;
}

} // namespace signalbox::cli
