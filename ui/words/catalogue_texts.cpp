// SPDX-License-Identifier: GPL-3.0-or-later
// What the types of nodes and the samples say of themselves.
// Made by tst_core_words (README.md says how); do not edit.
#include "ui/words/words.h"

#include <QtGlobal>

namespace signalbox::words {

namespace {

constexpr const char *kTexts[] = {
    // approval
    QT_TRANSLATE_NOOP("core", "Approval"),
    QT_TRANSLATE_NOOP("core", "Asks a person, waits for as long as that takes, and goes on by `approved` or `rejected`."),
    QT_TRANSLATE_NOOP("core", "Question"),
    QT_TRANSLATE_NOOP("core", "What the person decides, in a few words."),
    QT_TRANSLATE_NOOP("core", "Message"),
    QT_TRANSLATE_NOOP("core", "What the person should know to decide."),
    QT_TRANSLATE_NOOP("core", "Data"),
    QT_TRANSLATE_NOOP("core", "What the person sees, may edit, and what is handed on. Absent: the input."),
    QT_TRANSLATE_NOOP("core", "Who decides"),
    QT_TRANSLATE_NOOP("core", "Subjects, or role:NAME for whoever has the permission roles.NAME. Absent: whoever may decide approvals."),
    QT_TRANSLATE_NOOP("core", "Expires after"),
    QT_TRANSLATE_NOOP("core", "How long the question stands. Absent: until somebody decides."),
    QT_TRANSLATE_NOOP("core", "When nobody decides"),
    QT_TRANSLATE_NOOP("core", "reject: it goes on by `rejected`. fail: the step fails."),
    QT_TRANSLATE_NOOP("core", "Input"),
    QT_TRANSLATE_NOOP("core", "Approved"),
    QT_TRANSLATE_NOOP("core", "Rejected"),
    QT_TRANSLATE_NOOP("core", "Asks a person, and waits. The run holds no thread and nothing of it runs meanwhile; it survives restarts, and goes on\n"
                              "exactly where it stood once somebody has decided: in the window's inbox, by `signalbox-cli approve` and `reject`, or by\n"
                              "the call `approvals.decide`."),
    QT_TRANSLATE_NOOP("core", "The person sees `title`, `message` and `data`, and may edit the data before they decide. What is approved leaves by the\n"
                              "port `approved`, what is rejected by `rejected`; each edge names its port, so that nothing goes on by oversight. Both\n"
                              "give `{\"decision\", \"by\", \"comment\", \"edited\", \"decidedAt\", \"data\"}`, where `data` is what was shown, or what the person\n"
                              "made of it."),
    QT_TRANSLATE_NOOP("core", "With `deciders` only those named may decide: subjects, or `role:NAME` for everybody who has the permission\n"
                              "`roles.NAME`."),
    QT_TRANSLATE_NOOP("core", "With `expires` the question stands for so long. Then it counts as rejected, with `by: null`, or the step fails with\n"
                              "`approval.expired`, as `onExpire` says. Nothing is ever approved because time has passed."),
    // code
    QT_TRANSLATE_NOOP("core", "Code"),
    QT_TRANSLATE_NOOP("core", "Runs the body of a JavaScript function in a process of its own that can reach nothing."),
    QT_TRANSLATE_NOOP("core", "The body of a function; what it returns is the output."),
    QT_TRANSLATE_NOOP("core", "Time limit"),
    QT_TRANSLATE_NOOP("core", "How long it may run, at most 10m; then its process is ended and the step fails."),
    QT_TRANSLATE_NOOP("core", "Memory limit"),
    QT_TRANSLATE_NOOP("core", "How much memory it may take, in MiB."),
    QT_TRANSLATE_NOOP("core", "Output"),
    QT_TRANSLATE_NOOP("core", "Runs JavaScript where an expression is too short. `code` is the body of a function, in strict mode; what it returns is\n"
                              "the output, as JSON has it. In scope are `input`, `nodes.<id>.output` of earlier nodes that the text names, `vars`,\n"
                              "`run`, `ports`, and inside of bodies `item`, `index` and `loop`."),
    QT_TRANSLATE_NOOP("core", "It runs in a child process that has no files, no network, no processes and no secrets, with a limit of time and one of\n"
                              "memory; beyond them the process is ended, and the step fails with `code.time` or `code.memory`. `Date` stands still at\n"
                              "the run's start and `Math.random` gives the same row for the same step, so that an attempt that was interrupted can\n"
                              "simply be made again. What it writes by `console.log` (`info`, `warn`, `error`, `debug`) is kept with the step, at most\n"
                              "200 lines and 64 KiB an attempt."),
    // condition
    QT_TRANSLATE_NOOP("core", "Condition"),
    QT_TRANSLATE_NOOP("core", "Sends its input to `true` or to `false`."),
    QT_TRANSLATE_NOOP("core", "Expression"),
    QT_TRANSLATE_NOOP("core", "JavaScript; what it gives is taken as true or false as JavaScript does."),
    QT_TRANSLATE_NOOP("core", "True"),
    QT_TRANSLATE_NOOP("core", "False"),
    QT_TRANSLATE_NOOP("core", "Evaluates `expression` and hands its input through, unchanged, by the port `true` or the port `false`. What hangs on the\n"
                              "other port is skipped. An edge that names no port leaves by `true`."),
    QT_TRANSLATE_NOOP("core", "Truth is JavaScript's: `0`, `\"\"`, `null` and `undefined` are false; empty arrays and objects are true."),
    QT_TRANSLATE_NOOP("core", "To join the two branches again, use `merge` with the mode `any`."),
    // file.read
    QT_TRANSLATE_NOOP("core", "Read files"),
    QT_TRANSLATE_NOOP("core", "Reads a file, or all files of a folder that match a pattern."),
    QT_TRANSLATE_NOOP("core", "Path"),
    QT_TRANSLATE_NOOP("core", "The file; with a pattern, the folder. Relative to the run's data folder."),
    QT_TRANSLATE_NOOP("core", "Pattern"),
    QT_TRANSLATE_NOOP("core", "Names of the files to read in the folder: * any run, ? one character, [a-z] a set, **/ any folders."),
    QT_TRANSLATE_NOOP("core", "Parse as"),
    QT_TRANSLATE_NOOP("core", "What becomes of the content. bytes: Base64. jsonl: a JSON value a line, of any number, for map and filter."),
    QT_TRANSLATE_NOOP("core", "Separator"),
    QT_TRANSLATE_NOOP("core", "Between the fields of CSV: one character."),
    QT_TRANSLATE_NOOP("core", "Header row"),
    QT_TRANSLATE_NOOP("core", "The first row of CSV names the columns."),
    QT_TRANSLATE_NOOP("core", "Largest file"),
    QT_TRANSLATE_NOOP("core", "In bytes; a larger file is an error."),
    QT_TRANSLATE_NOOP("core", "Content"),
    QT_TRANSLATE_NOOP("core", "Reads one file:"),
    QT_TRANSLATE_NOOP("core", "The output is `{\"json\": …, \"path\": \"rules.json\", \"bytes\": 812}`. The content stands under a name that says what it is:"),
    QT_TRANSLATE_NOOP("core", "| `parse` | field | value |\n"
                              "|---|---|---|\n"
                              "| `text` | `text` | the text, which must be UTF-8 |\n"
                              "| `json` | `json` | the value |\n"
                              "| `lines` | `lines` | an array of texts without line ends |\n"
                              "| `csv` | `rows` | an array of objects (or of arrays, with `\"header\": false`); all fields are texts |\n"
                              "| `bytes` | `base64` | Base64 |"),
    QT_TRANSLATE_NOOP("core", "Or, with `glob`, every file of a folder that matches:"),
    QT_TRANSLATE_NOOP("core", "The output is `{\"files\": [{\"path\", \"name\", \"bytes\", \"content\"}]}`, sorted by path; no match gives an empty array. `*` does\n"
                              "not cross folders; `**/` stands for any number of them. Hidden files and symbolic links are left out."),
    QT_TRANSLATE_NOOP("core", "Paths are relative to the data folder of the run and cannot leave it. After a crash the files are read again."),
    // file.write
    QT_TRANSLATE_NOOP("core", "Write file"),
    QT_TRANSLATE_NOOP("core", "Writes a text, JSON or bytes into a file, whole or not at all."),
    QT_TRANSLATE_NOOP("core", "The file, relative to the run's data folder."),
    QT_TRANSLATE_NOOP("core", "Text"),
    QT_TRANSLATE_NOOP("core", "What to write, as text."),
    QT_TRANSLATE_NOOP("core", "JSON"),
    QT_TRANSLATE_NOOP("core", "A value to write as JSON."),
    QT_TRANSLATE_NOOP("core", "Bytes"),
    QT_TRANSLATE_NOOP("core", "Bytes to write, in Base64."),
    QT_TRANSLATE_NOOP("core", "Mode"),
    QT_TRANSLATE_NOOP("core", "replace: the file holds this and nothing else. append: it is put at the end."),
    QT_TRANSLATE_NOOP("core", "Make folders"),
    QT_TRANSLATE_NOOP("core", "Make the folders of the path that do not exist."),
    QT_TRANSLATE_NOOP("core", "What was written"),
    QT_TRANSLATE_NOOP("core", "Writes one of `text`, `json` and `base64`. The output is `{\"path\": \"report.md\", \"bytes\": 1204}`."),
    QT_TRANSLATE_NOOP("core", "A file is replaced in one step: whoever reads it sees the old content or the new one, and so does the next start after a\n"
                              "power cut. Because of that the step is simply done again if it was interrupted."),
    QT_TRANSLATE_NOOP("core", "`\"mode\": \"append\"` puts the content at the end; JSON goes on one line of its own, so that the file is a list of JSON\n"
                              "lines. Appending twice is not the same as once: an interrupted step is held *in doubt* for a person, unless the\n"
                              "node says `\"onInterrupted\": \"retry\"`."),
    QT_TRANSLATE_NOOP("core", "Paths are relative to the data folder of the run and cannot leave it, also not over a symbolic link."),
    // filter
    QT_TRANSLATE_NOOP("core", "Filter"),
    QT_TRANSLATE_NOOP("core", "Keeps the items of an array for which an expression is true."),
    QT_TRANSLATE_NOOP("core", "Items"),
    QT_TRANSLATE_NOOP("core", "The array to look through. Absent: the input."),
    QT_TRANSLATE_NOOP("core", "Keep where"),
    QT_TRANSLATE_NOOP("core", "JavaScript over `item` and `index`, and everything else that expressions see."),
    QT_TRANSLATE_NOOP("core", "Items kept"),
    QT_TRANSLATE_NOOP("core", "Gives `{\"items\": […]}` with those items of `items` for which `expression` is true, in their order. The output is always\n"
                              "taken, also where nothing is left; ask `input.items.length` in a `condition` to branch."),
    QT_TRANSLATE_NOOP("core", "In the expression `item` is the item and `index` its place, from 0. Only the item goes to JavaScript, so that arrays of\n"
                              "any length can be filtered."),
    QT_TRANSLATE_NOOP("core", "Something that is no array is an error."),
    // http.request
    QT_TRANSLATE_NOOP("core", "HTTP request"),
    QT_TRANSLATE_NOOP("core", "Calls a URL and gives status, headers and body of the answer."),
    QT_TRANSLATE_NOOP("core", "Method"),
    QT_TRANSLATE_NOOP("core", "The request's method."),
    QT_TRANSLATE_NOOP("core", "URL"),
    QT_TRANSLATE_NOOP("core", "http or https."),
    QT_TRANSLATE_NOOP("core", "Query"),
    QT_TRANSLATE_NOOP("core", "Fields to append to the URL, encoded; an array gives one pair an entry, null none."),
    QT_TRANSLATE_NOOP("core", "Headers"),
    QT_TRANSLATE_NOOP("core", "Header fields to send."),
    QT_TRANSLATE_NOOP("core", "Sign-in"),
    QT_TRANSLATE_NOOP("core", "How to sign in; give the secret as {{ secrets.name }}."),
    QT_TRANSLATE_NOOP("core", "Kind"),
    QT_TRANSLATE_NOOP("core", "User"),
    QT_TRANSLATE_NOOP("core", "Password"),
    QT_TRANSLATE_NOOP("core", "Token"),
    QT_TRANSLATE_NOOP("core", "Body"),
    QT_TRANSLATE_NOOP("core", "What to send."),
    QT_TRANSLATE_NOOP("core", "Body as"),
    QT_TRANSLATE_NOOP("core", "auto: texts as text, everything else as JSON. form: an object of fields."),
    QT_TRANSLATE_NOOP("core", "Parse answer as"),
    QT_TRANSLATE_NOOP("core", "auto: by its content type. bytes: Base64."),
    QT_TRANSLATE_NOOP("core", "Timeout"),
    QT_TRANSLATE_NOOP("core", "For the whole call."),
    QT_TRANSLATE_NOOP("core", "Follow redirects"),
    QT_TRANSLATE_NOOP("core", "At most five."),
    QT_TRANSLATE_NOOP("core", "Fail on bad status"),
    QT_TRANSLATE_NOOP("core", "A status of 400 and above is a failure."),
    QT_TRANSLATE_NOOP("core", "Honours Idempotency-Key"),
    QT_TRANSLATE_NOOP("core", "The target carries out a request once a key, so that an interrupted call may be sent again."),
    QT_TRANSLATE_NOOP("core", "Largest answer"),
    QT_TRANSLATE_NOOP("core", "In bytes; a larger one is an error."),
    QT_TRANSLATE_NOOP("core", "Answer"),
    QT_TRANSLATE_NOOP("core", "The output is `{\"status\": 201, \"headers\": {…}, \"body\": …, \"durationMs\": 12}`. Header names are in lower case; a field that comes\n"
                              "several times is joined by commas. The body is parsed by its content type unless `parse` says otherwise; what is no text\n"
                              "comes in Base64, and then `bodyEncoding` is `\"base64\"`."),
    QT_TRANSLATE_NOOP("core", "**Failure.** A status of 400 and above fails the node, unless `failOnStatus` is false. The statuses 408, 429, 500, 502, 503\n"
                              "and 504, timeouts and connections that could not be made are tried again where the node has a `retry`; a\n"
                              "`Retry-After` of the answer is waited for."),
    QT_TRANSLATE_NOOP("core", "**Never sent twice by accident.** Every request that is not GET or HEAD carries the header `Idempotency-Key`, the same for\n"
                              "all attempts of the step. If Signalbox is killed while the call is under way, GET and HEAD are sent again; any other\n"
                              "call is held *in doubt* for a person, because it cannot be known whether it happened. If the target honours the\n"
                              "key, say `\"idempotent\": true`, and the call is sent again with the same key."),
    QT_TRANSLATE_NOOP("core", "**Addresses.** Private and link-local addresses are refused unless this installation allows them."),
    // llm
    QT_TRANSLATE_NOOP("core", "Ask a model"),
    QT_TRANSLATE_NOOP("core", "Asks a language model and gives its answer, as text or as JSON that fits a schema."),
    QT_TRANSLATE_NOOP("core", "Provider"),
    QT_TRANSLATE_NOOP("core", "Who is asked: a provider, a group, or several after one another. Without one, \"default\", or the only one there is."),
    QT_TRANSLATE_NOOP("core", "Model"),
    QT_TRANSLATE_NOOP("core", "As the provider calls it. Without one, the provider's default."),
    QT_TRANSLATE_NOOP("core", "Instructions"),
    QT_TRANSLATE_NOOP("core", "What the model is to be and to keep to."),
    QT_TRANSLATE_NOOP("core", "Prompt"),
    QT_TRANSLATE_NOOP("core", "What is asked; the last message."),
    QT_TRANSLATE_NOOP("core", "Messages"),
    QT_TRANSLATE_NOOP("core", "A conversation that comes before the prompt, or stands in its place."),
    QT_TRANSLATE_NOOP("core", "Who"),
    QT_TRANSLATE_NOOP("core", "Images"),
    QT_TRANSLATE_NOOP("core", "Pictures beside the prompt: addresses, or data: URLs in Base64."),
    QT_TRANSLATE_NOOP("core", "Answer's schema"),
    QT_TRANSLATE_NOOP("core", "A JSON Schema. The answer is JSON that fits it, or the step fails."),
    QT_TRANSLATE_NOOP("core", "Schema told by"),
    QT_TRANSLATE_NOOP("core", "provider: it holds the model to the schema. instructions: the schema stands in the prompt, for servers that know nothing better."),
    QT_TRANSLATE_NOOP("core", "Temperature"),
    QT_TRANSLATE_NOOP("core", "How freely the model chooses its words; without it, as the provider does."),
    QT_TRANSLATE_NOOP("core", "Most tokens"),
    QT_TRANSLATE_NOOP("core", "The longest answer, with what is thought before it. Budgets reserve that much."),
    QT_TRANSLATE_NOOP("core", "Thinking"),
    QT_TRANSLATE_NOOP("core", "How much the model thinks before it answers."),
    QT_TRANSLATE_NOOP("core", "The output is `{\"text\": \"…\", \"provider\": \"openai\", \"model\": \"gpt-5-mini\", \"finish\": \"stop\", \"usage\": {\"inputTokens\": 81, …},\n"
                              "\"cost\": {\"micros\": 37, \"currency\": \"usd\"}, \"attempts\": 1, \"durationMs\": 812}`, with a `schema` also `value`: the answer as JSON\n"
                              "that fits it. What does not fit is shown to the model once, with what is wrong; then the step fails with\n"
                              "`llm.schemaMismatch`. `cost` is in millionths, and null where nobody knows the price. `finish` is `length` where the\n"
                              "answer reached `maxTokens`."),
    QT_TRANSLATE_NOOP("core", "Providers are set up by `signalbox-cli providers`; their keys never stand in a flow. `provider` names one, a group, or\n"
                              "several after one another: with `openai/gpt-5-mini, local` the second is asked where the first fails as the second may\n"
                              "not. Who was asked and why stands in the record of calls."),
    QT_TRANSLATE_NOOP("core", "The call waits its turn where the provider's limits say so, is tried again where that can help, and counts against the\n"
                              "budgets of the workspace, the flow and the run (`limits.tokens`): what it may cost at most is reserved before it. A\n"
                              "budget that has not so much left refuses it, and nothing is asked."),
    QT_TRANSLATE_NOOP("core", "While the answer comes it is shown with the step. What was asked and what came back is kept with the step, without\n"
                              "secrets."),
    QT_TRANSLATE_NOOP("core", "**Interrupted.** If Signalbox is killed while the call is under way, the step is held *in doubt* for a person, because it\n"
                              "has cost money already, and counts as spent in full. Say `\"onInterrupted\": \"retry\"` at the node, and it is asked again."),
    // loop
    QT_TRANSLATE_NOOP("core", "Loop"),
    QT_TRANSLATE_NOOP("core", "Runs a flow again and again, each time with its last result, until a condition says stop."),
    QT_TRANSLATE_NOOP("core", "The flow to repeat, written here."),
    QT_TRANSLATE_NOOP("core", "Flow"),
    QT_TRANSLATE_NOOP("core", "Id of the flow to repeat: one of this file or of the workspace."),
    QT_TRANSLATE_NOOP("core", "First state"),
    QT_TRANSLATE_NOOP("core", "What the first turn gets. Absent: this node's input."),
    QT_TRANSLATE_NOOP("core", "While"),
    QT_TRANSLATE_NOOP("core", "JavaScript, asked before each turn: go on as long as it is true."),
    QT_TRANSLATE_NOOP("core", "Until"),
    QT_TRANSLATE_NOOP("core", "JavaScript, asked after each turn: stop as soon as it is true."),
    QT_TRANSLATE_NOOP("core", "At most"),
    QT_TRANSLATE_NOOP("core", "The most turns."),
    QT_TRANSLATE_NOOP("core", "At the limit"),
    QT_TRANSLATE_NOOP("core", "error: the node fails. continue: it goes on with the state as it is."),
    QT_TRANSLATE_NOOP("core", "Last state"),
    QT_TRANSLATE_NOOP("core", "Repeats a flow. The first turn gets `input` (the node's input if there is none); every further one the result of the turn\n"
                              "before. Expressions see `loop.index` (from 0) and `loop.state` (what the next turn would get). The output is the last\n"
                              "state."),
    QT_TRANSLATE_NOOP("core", "`while` is asked before each turn, so that the body may never run; `until` after each, so that it runs at least\n"
                              "once. `max` bounds the number of turns: reaching it is an error, unless `onMax` is `continue`."),
    // map
    QT_TRANSLATE_NOOP("core", "For each"),
    QT_TRANSLATE_NOOP("core", "Runs a flow for each item of an array, several at a time, and keeps their order."),
    QT_TRANSLATE_NOOP("core", "The array whose items are worked on. Absent: the input."),
    QT_TRANSLATE_NOOP("core", "Id of the flow to run for each item: one of this file or of the workspace."),
    QT_TRANSLATE_NOOP("core", "The flow to run for each item, written here."),
    QT_TRANSLATE_NOOP("core", "At a time"),
    QT_TRANSLATE_NOOP("core", "How many items are worked on at the same time."),
    QT_TRANSLATE_NOOP("core", "When an item fails"),
    QT_TRANSLATE_NOOP("core", "stop: the node fails. collect: the item's place in the results holds its error. skip: the item is left out."),
    QT_TRANSLATE_NOOP("core", "Results"),
    QT_TRANSLATE_NOOP("core", "Runs a flow once for each item of `items`. Inside, the input is the item, and expressions also see `item` and\n"
                              "`index` (from 0). The output is `{\"results\": […]}` with what each run gave, in the order of the items, however\n"
                              "they ended."),
    QT_TRANSLATE_NOOP("core", "Give the flow as `body`, written in place, or by its id as `flow`. Every item is journalled on its own: after a\n"
                              "crash only what was not finished is done again."),
    QT_TRANSLATE_NOOP("core", "When an item fails, `onItemError` decides:"),
    QT_TRANSLATE_NOOP("core", "- `stop` (default): the others are cancelled and the node fails.\n"
                              "- `collect`: its place in `results` holds `{\"error\": {\"code\", \"message\"}}`.\n"
                              "- `skip`: it is left out of `results`."),
    QT_TRANSLATE_NOOP("core", "Something that is no array is an error, never one item."),
    // merge
    QT_TRANSLATE_NOOP("core", "Merge"),
    QT_TRANSLATE_NOOP("core", "Joins branches: all of them, whichever was taken, the first to arrive, or a list."),
    QT_TRANSLATE_NOOP("core", "How the branches are joined."),
    QT_TRANSLATE_NOOP("core", "Joins several edges into one value."),
    QT_TRANSLATE_NOOP("core", "| mode | waits for | gives |\n"
                              "|---|---|---|\n"
                              "| `all` | every branch; one that was skipped is an error | an object with each branch's value under its source's id |\n"
                              "| `any` | every branch to be decided | the value of the first one that was taken, in the order of the edges |\n"
                              "| `first` | the first branch to arrive; later ones are ignored | that branch's value |\n"
                              "| `collect` | every branch to be decided | an array of the values of those that were taken, in the order of the edges |"),
    QT_TRANSLATE_NOOP("core", "`any` is what joins the branches of a `condition` or a `switch`, where only one of them is taken:"),
    // output
    QT_TRANSLATE_NOOP("core", "Makes its input the result of the flow."),
    QT_TRANSLATE_NOOP("core", "Result"),
    QT_TRANSLATE_NOOP("core", "What arrives here is the result of the flow: what `signalbox-cli run` prints, what a `subflow` or a `map` node\n"
                              "of another flow receives, what the API gives."),
    QT_TRANSLATE_NOOP("core", "- One output node: the result is its input.\n"
                              "- Several: an object with the input of each under its id.\n"
                              "- None that was reached: `null`."),
    QT_TRANSLATE_NOOP("core", "To shape the result, put a `transform` before it."),
    // subflow
    QT_TRANSLATE_NOOP("core", "Subflow"),
    QT_TRANSLATE_NOOP("core", "Runs another flow with this input and gives its result."),
    QT_TRANSLATE_NOOP("core", "Id of the flow to run: one of this file or of the workspace."),
    QT_TRANSLATE_NOOP("core", "The flow to run, written here."),
    QT_TRANSLATE_NOOP("core", "What the flow gets. Absent: this node's input."),
    QT_TRANSLATE_NOOP("core", "Runs another flow as if its nodes stood here, and gives its result. The versions of all flows that a run can reach are\n"
                              "pinned when it starts: publishing a new one in the meantime changes nothing for runs that are under way."),
    QT_TRANSLATE_NOOP("core", "A flow that contains itself, over however many steps, is refused before the run."),
    // switch
    QT_TRANSLATE_NOOP("core", "Switch"),
    QT_TRANSLATE_NOOP("core", "Sends its input to the port of the first case that holds."),
    QT_TRANSLATE_NOOP("core", "Cases"),
    QT_TRANSLATE_NOOP("core", "Looked at in order; the first whose expression is true counts."),
    QT_TRANSLATE_NOOP("core", "Port"),
    QT_TRANSLATE_NOOP("core", "Name of the output port of this case."),
    QT_TRANSLATE_NOOP("core", "JavaScript; true as JavaScript takes it."),
    QT_TRANSLATE_NOOP("core", "No case holds"),
    QT_TRANSLATE_NOOP("core", "Looks at `cases` in order and hands its input through, unchanged, by the port of the first one whose expression is true.\n"
                              "If none is, it leaves by `default`. What hangs on the other ports is skipped."),
    // transform
    QT_TRANSLATE_NOOP("core", "Transform"),
    QT_TRANSLATE_NOOP("core", "Sets fields of its input, or computes a new value by an expression."),
    QT_TRANSLATE_NOOP("core", "Set fields"),
    QT_TRANSLATE_NOOP("core", "Fields and their values; templates see the input as it came."),
    QT_TRANSLATE_NOOP("core", "Drop the input"),
    QT_TRANSLATE_NOOP("core", "The output holds the set fields only."),
    QT_TRANSLATE_NOOP("core", "JavaScript whose value is the output."),
    QT_TRANSLATE_NOOP("core", "Shapes data, without effects. Either set fields:"),
    QT_TRANSLATE_NOOP("core", "The fields are merged into the input, which must be an object (or `null`); `\"replace\": true` drops the input and keeps\n"
                              "the fields only. A value that is one `{{ expression }}` and nothing else keeps its type; all values see the input as\n"
                              "it came, not each other."),
    QT_TRANSLATE_NOOP("core", "Or compute the output by a JavaScript expression:"),
    QT_TRANSLATE_NOOP("core", "An object literal needs parentheses: `({total: input.a + input.b})`. The same input always gives the same output: `Date`\n"
                              "and `Math.random` stand still for the whole run."),
    // trigger.manual
    QT_TRANSLATE_NOOP("core", "Manual start"),
    QT_TRANSLATE_NOOP("core", "Starts the flow when a person or a program asks for a run."),
    QT_TRANSLATE_NOOP("core", "Run's input"),
    QT_TRANSLATE_NOOP("core", "Starts the flow when somebody runs it: from the window, with `signalbox-cli run`, or by an API call. Its\n"
                              "output is the run's input, unchanged."),
    QT_TRANSLATE_NOOP("core", "A flow may do without a trigger: then every node that nothing leads to starts with the run's input. As soon as\n"
                              "there is a trigger, only what it leads to runs."),
    QT_TRANSLATE_NOOP("core", "What the input must look like is said by the flow's own `inputs`, a JSON Schema that is checked before\n"
                              "anything starts."),
    // wait
    QT_TRANSLATE_NOOP("core", "Wait"),
    QT_TRANSLATE_NOOP("core", "Pauses for a time that survives restarts, then hands its input on."),
    QT_TRANSLATE_NOOP("core", "Duration"),
    QT_TRANSLATE_NOOP("core", "How long to wait."),
    QT_TRANSLATE_NOOP("core", "Waits, then hands its input on unchanged. The moment at which it wakes is written down when the wait begins: it holds\n"
                              "no thread, survives a restart, and what passed while Signalbox was not running counts."),
    QT_TRANSLATE_NOOP("core", "Durations are written `250ms`, `30s`, `5m`, `2h`, `1d`."),
    // samples
    QT_TRANSLATE_NOOP("core", "Customer mail"),
    QT_TRANSLATE_NOOP("core", "A model sorts customer mails and drafts the replies; a person looks at them before they are written out."),
    QT_TRANSLATE_NOOP("core", "Expense approval"),
    QT_TRANSLATE_NOOP("core", "Adds up expense claims, finds what is odd, asks a person, and writes the payment list once it is approved."),
    QT_TRANSLATE_NOOP("core", "Order pipeline"),
    QT_TRANSLATE_NOOP("core", "Fetches orders page by page, allocates stock, books a shipment for each order that can leave, and files the rest as back orders."),
    QT_TRANSLATE_NOOP("core", "Support triage"),
    QT_TRANSLATE_NOOP("core", "Reads a folder of support mails, rates each of them, and writes a triage report and a follow-up note."),
    QT_TRANSLATE_NOOP("core", "Wide map"),
    QT_TRANSLATE_NOOP("core", "Checks one day of readings of 5,000 sensor messages against the limits of eight sites."),
};

} // namespace

std::span<const char *const> catalogueTexts()
{
    return kTexts;
}

} // namespace signalbox::words
