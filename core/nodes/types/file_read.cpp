// SPDX-License-Identifier: GPL-3.0-or-later
// `file.read`: one file, or the files of a folder that match a pattern.
#include "engine/paged_values.h"
#include "nodes/file_content_p.h"
#include "nodes/glob_p.h"
#include "nodes/types_p.h"

#include <cerrno>

#include <unistd.h>

namespace signalbox::nodes {

namespace {

constexpr std::uint64_t kDefaultMaxBytes = 16u << 20;

constexpr TypeText kText{
    .name = "file.read",
    .title = "Read files",
    .family = "files",
    .icon = "node-file-read",
    .summary = "Reads a file, or all files of a folder that match a pattern.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "path": {
      "title": "Path",
      "description": "The file; with a pattern, the folder. Relative to the run's data folder.",
      "type": "string",
      "minLength": 1,
      "x-path": "file",
      "x-folder-with": "glob",
      "examples": ["report.md", "{{ input.folder }}"]
    },
    "glob": {
      "title": "Pattern",
      "description": "Names of the files to read in the folder: * any run, ? one character, [a-z] a set, **/ any folders.",
      "type": "string",
      "minLength": 1,
      "examples": ["*.json", "**/*.csv"]
    },
    "parse": {
      "title": "Parse as",
      "description": "What becomes of the content. bytes: Base64. jsonl: a JSON value a line, of any number, for map and filter.",
      "enum": ["text", "json", "lines", "csv", "bytes", "jsonl"],
      "default": "text"
    },
    "separator": {
      "title": "Separator",
      "description": "Between the fields of CSV: one character.",
      "type": "string",
      "minLength": 1,
      "maxLength": 1,
      "default": ",",
      "examples": [";", "\t"]
    },
    "header": {
      "title": "Header row",
      "description": "The first row of CSV names the columns.",
      "type": "boolean",
      "default": true
    },
    "maxBytes": {
      "title": "Largest file",
      "description": "In bytes; a larger file is an error.",
      "type": "integer",
      "minimum": 1,
      "default": 16777216
    }
  },
  "required": ["path"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Read files

Reads one file:

```json
{"id": "rules", "type": "file.read", "config": {"path": "rules.json", "parse": "json"}}
```

The output is `{"json": …, "path": "rules.json", "bytes": 812}`. The content stands under a name that says what it is:

| `parse` | field | value |
|---|---|---|
| `text` | `text` | the text, which must be UTF-8 |
| `json` | `json` | the value |
| `lines` | `lines` | an array of texts without line ends |
| `csv` | `rows` | an array of objects (or of arrays, with `"header": false`); all fields are texts |
| `bytes` | `base64` | Base64 |

Or, with `glob`, every file of a folder that matches:

```json
{"id": "mails", "type": "file.read", "config": {"path": "mails", "glob": "*.json", "parse": "json"}}
```

The output is `{"files": [{"path", "name", "bytes", "content"}]}`, sorted by path; no match gives an empty array. `*` does
not cross folders; `**/` stands for any number of them. Hidden files and symbolic links are left out.

Paths are relative to the data folder of the run and cannot leave it. After a crash the files are read again.
)md",
};

struct ReadJob
{
    FilePolicy policy;
    std::string dataFolder;
    std::string path;
    std::string glob;
    Parse parse = Parse::Text;
    CsvOptions csv;
    std::uint64_t maxBytes = kDefaultMaxBytes;
    std::stop_token stop;
    std::shared_ptr<engine::PagedValues> pages;

    Result<json::Value> one(const Place &place) const
    {
        SB_TRY(folder, openParent(place, Missing::Fail));
        SB_TRY(content, readFile(folder.get(), place.parts.back(), place.links, place.shown, maxBytes));
        const auto bytes = content.size();
        SB_TRY(value, parseContent(std::move(content), parse, csv, place.shown));
        json::Object output;
        output.emplace(contentField(parse), std::move(value));
        output.emplace("path", place.shown);
        output.emplace("bytes", bytes);
        return json::Value(std::move(output));
    }

    // One value a line, of a file of any size: what is too much for memory lies in pages.
    Result<json::Value> records(const Place &place) const
    {
        if (!pages) {
            return Error("file.parse", "Lines of JSON are read in a run only.", place.shown);
        }
        SB_TRY(folder, openParent(place, Missing::Fail));
        SB_TRY(file, openFile(folder.get(), place.parts.back(), place.links, place.shown));
        engine::PagedValues::Writer items(*pages);
        std::string rest;
        std::string piece(1u << 20, '\0');
        std::int64_t line = 0;
        std::uint64_t bytes = 0;
        const auto take = [&](std::string_view text) -> Result<void> {
            ++line;
            if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
                return {};
            }
            auto value = json::parse(text);
            if (!value) {
                auto error = std::move(value).error();
                error.message = "Line " + std::to_string(line) + " of \"" + place.shown + "\": " + error.message;
                error.subject = place.shown;
                return error;
            }
            return items.add(std::move(*value));
        };
        for (;;) {
            if (stop.stop_requested()) {
                return cancelledError(place.shown);
            }
            const auto got = ::read(file.get(), piece.data(), piece.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                return fileError(errno, place.shown);
            }
            if (got == 0) {
                break;
            }
            bytes += static_cast<std::uint64_t>(got);
            rest.append(piece, 0, static_cast<std::size_t>(got));
            std::size_t from = 0;
            for (auto end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', from)) {
                SB_CHECK(take(std::string_view(rest).substr(from, end - from)));
                from = end + 1;
            }
            rest.erase(0, from);
            if (rest.size() > maxBytes) {
                return Error("file.tooLarge", "Line " + std::to_string(line + 1) + " of \"" + place.shown + "\" has more than " + std::to_string(maxBytes) + " bytes.", place.shown);
            }
        }
        if (!rest.empty()) {
            SB_CHECK(take(rest));
        }
        SB_TRY(array, items.finish());
        json::Object output;
        output.emplace(contentField(parse), std::move(array));
        output.emplace("path", place.shown);
        output.emplace("bytes", bytes);
        return json::Value(std::move(output));
    }

    Result<json::Value> many(const Place &place) const
    {
        SB_TRY(folder, openFolder(place, Missing::Fail));
        SB_TRY(names, globFiles(folder.get(), glob, policy.maxFiles, place.shown, stop));
        const auto prefix = place.shown == "." ? std::string() : place.shown + (place.shown.ends_with('/') ? "" : "/");
        std::uint64_t total = 0;
        json::Array files;
        files.reserve(names.size());
        for (const auto &name : names) {
            if (stop.stop_requested()) {
                return cancelledError(place.shown);
            }
            // Walked again from the top, so that a folder swapped for a link is noticed.
            Place file = place;
            file.shown = prefix + name;
            SB_TRY(below, findPlace({}, "/", name));
            file.parts.insert(file.parts.end(), below.parts.begin(), below.parts.end());
            SB_TRY(parent, openParent(file, Missing::Fail));
            SB_TRY(content, readFile(parent.get(), file.parts.back(), Links::Refuse, file.shown, maxBytes));
            const auto bytes = content.size();
            total += bytes;
            if (total > policy.maxTotalBytes) {
                return Error("file.tooLarge",
                             "The files of \"" + place.shown + "\" that match have more than " + std::to_string(policy.maxTotalBytes)
                                 + " bytes together; use a narrower pattern.",
                             place.shown)
                    .withArg("bytes", std::to_string(total))
                    .withArg("limit", std::to_string(policy.maxTotalBytes));
            }
            SB_TRY(value, parseContent(std::move(content), parse, csv, file.shown));
            json::Object entry;
            entry.emplace("path", file.shown);
            entry.emplace("name", file.parts.back());
            entry.emplace("bytes", bytes);
            entry.emplace("content", std::move(value));
            files.emplace_back(std::move(entry));
        }
        json::Object output;
        output.emplace("files", std::move(files));
        return json::Value(std::move(output));
    }

    Result<json::Value> operator()() const
    {
        SB_TRY(place, findPlace(policy, dataFolder, path));
        if (parse == Parse::JsonLines) {
            return glob.empty() ? records(place)
                                : Result<json::Value>(Error("file.parse", "Lines of JSON are read from one file; take them without a pattern.", place.shown));
        }
        return glob.empty() ? one(place) : many(place);
    }
};

class FileRead final : public engine::EffectExecutor
{
public:
    FileRead(FilePolicy policy, std::shared_ptr<FilePool> pool) : m_policy(std::move(policy)), m_pool(std::move(pool)) {}

    Task<Result<json::Value>> execute(engine::EffectCall call, std::stop_token stop) override
    {
        if (stop.stop_requested()) {
            co_return cancelledError(call.path);
        }
        ReadJob job;
        job.policy = m_policy;
        job.dataFolder = call.dataFolder;
        job.path = textOf(call.config, "path");
        job.glob = textOf(call.config, "glob");
        job.parse = parseNamed(json::text(call.config, "parse"));
        const auto separator = json::text(call.config, "separator", ",");
        if (separator.size() != 1) {
            co_return Error("file.csv", "The separator of \"" + job.path + "\" must be one ASCII character, such as \",\" or \";\".", job.path);
        }
        job.csv.separator = separator.front();
        job.csv.header = flagOf(call.config, "header", true) ? CsvOptions::Header::Yes : CsvOptions::Header::No;
        if (const auto most = integerOf(call.config, "maxBytes")) {
            job.maxBytes = static_cast<std::uint64_t>(*most);
        }
        job.maxBytes = std::min(job.maxBytes, m_policy.maxFileBytes);
        job.stop = stop;
        job.pages = call.pages;
        auto result = co_await m_pool->run(std::move(job));
        co_return result;
    }

private:
    FilePolicy m_policy;
    std::shared_ptr<FilePool> m_pool;
};

Remarks check(const json::Object &config)
{
    Remarks remarks;
    const auto parse = json::text(config, "parse", "text");
    for (const std::string_view field : {"separator", "header"}) {
        if (config.contains(field) && parse != "csv" && !flow::mayHoldTemplate(parse)) {
            remarks.emplace_back("`" + std::string(field) + "` has a meaning with `parse: csv` only.", "/" + std::string(field));
        }
    }
    return remarks;
}

} // namespace

SB_NODE_TYPE(file_read)
{
    SB_TRY(type, makeType(flow::NodeKind::Effect, kText));
    type.outputs = {makePort("out", "Content", R"({"type": "object"})")};
    type.onInterrupted = [](const json::Object &) { return flow::OnInterrupted::Retry; };
    type.check = check;
    return setup.registry.addEffect(std::move(type), std::make_shared<FileRead>(setup.services.files, setup.files));
}

} // namespace signalbox::nodes
