// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's own client library, unmodified, against the endpoint: node client.mjs BASE_URL TOKEN SCENARIO.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const [baseURL, apiKey, scenario] = process.argv.slice(2);
// Node's own fetch: the library's default, node-fetch 2, takes the end of any chunked stream for a failure under Node 18.20,
// also of Node's own server.
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 60_000, fetch: globalThis.fetch });
const say = (text) => [{ role: 'user', content: text }];
const weather = {
    type: 'function',
    function: { name: 'weather', description: 'The weather of a town', parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] } },
};

async function refused(work, kind, status, code) {
    try {
        await work();
    } catch (error) {
        assert.ok(error instanceof kind, `${error}`);
        assert.equal(error.status, status);
        assert.equal(error.code, code);
        assert.match(error.message, /\S/);
        return error;
    }
    assert.fail('it was not refused');
}

const scenarios = {
    async chat() {
        const { data, request_id: id } = await client.chat.completions
            .create({ model: 'house/m-1', messages: [{ role: 'developer', content: 'Be kind' }, ...say('Hello')], max_completion_tokens: 50, temperature: 0.2, stop: ['END'], user: 'me', seed: 7 })
            .withResponse();
        assert.equal(data.object, 'chat.completion');
        assert.match(data.id, /^chatcmpl-/);
        assert.equal(data.model, 'house/m-1');
        assert.equal(data.choices.length, 1);
        assert.deepEqual(data.choices[0].message.role, 'assistant');
        assert.equal(data.choices[0].message.content, 'Hello, world');
        assert.equal(data.choices[0].finish_reason, 'stop');
        assert.equal(data.usage.prompt_tokens, 100);
        assert.equal(data.usage.completion_tokens, 20);
        assert.equal(data.usage.total_tokens, 120);
        assert.equal(data.usage.prompt_tokens_details.cached_tokens, 40);
        assert.match(id, /^[0-9a-f-]{36}$/);
        // By the provider's default model, by a group, by a list.
        for (const model of ['house', 'everyone', 'everyone, house/m-1']) {
            const other = await client.chat.completions.create({ model, messages: say('Hello') });
            assert.equal(other.choices[0].message.content, 'Hello, world');
        }
    },
    async chatStream() {
        const stream = await client.chat.completions.create({ model: 'house/m-1', messages: say('Hello'), stream: true, stream_options: { include_usage: true } });
        let text = '';
        let usage = null;
        let finish = null;
        const ids = new Set();
        for await (const chunk of stream) {
            assert.equal(chunk.object, 'chat.completion.chunk');
            ids.add(chunk.id);
            text += chunk.choices[0]?.delta?.content ?? '';
            finish = chunk.choices[0]?.finish_reason ?? finish;
            if (chunk.usage) {
                assert.equal(chunk.choices.length, 0);
                usage = chunk.usage;
            }
        }
        assert.equal(ids.size, 1);
        assert.equal(text, 'Hello, world');
        assert.equal(finish, 'stop');
        assert.equal(usage.total_tokens, 120);
        // The library's own helper, which puts the chunks together.
        const whole = await client.beta.chat.completions.stream({ model: 'house/m-1', messages: say('Hello') }).finalChatCompletion();
        assert.equal(whole.choices[0].message.content, 'Hello, world');
    },
    async thoughts() {
        const whole = await client.chat.completions.create({ model: 'house/m-1', messages: say('think'), reasoning_effort: 'low' });
        assert.equal(whole.choices[0].message.reasoning_content, 'Hm, so');
        assert.equal(whole.usage.completion_tokens_details.reasoning_tokens, 5);
        const answer = await client.responses.create({ model: 'house/m-1', input: 'think', reasoning: { effort: 'low' } });
        assert.equal(answer.output[0].type, 'reasoning');
        assert.equal(answer.output[0].summary[0].text, 'Hm, so');
        assert.equal(answer.output_text, 'Done');
    },
    async tools() {
        const asked = { model: 'house/m-1', messages: say('weather'), tools: [weather], tool_choice: 'auto', parallel_tool_calls: true };
        const whole = await client.chat.completions.create(asked);
        const calls = whole.choices[0].message.tool_calls;
        assert.equal(whole.choices[0].finish_reason, 'tool_calls');
        assert.deepEqual(calls.map((call) => JSON.parse(call.function.arguments).town), ['Bonn', 'Köln']);
        const runner = client.beta.chat.completions.stream(asked);
        let pieces = 0;
        runner.on('tool_calls.function.arguments.delta', () => { ++pieces; });
        const streamed = await runner.finalChatCompletion();
        assert.ok(pieces >= 4, `${pieces}`);
        assert.deepEqual(streamed.choices[0].message.tool_calls.map((call) => [call.id, call.function.name, JSON.parse(call.function.arguments).town]),
            [['call_1', 'weather', 'Bonn'], ['call_2', 'weather', 'Köln']]);
        const after = await client.chat.completions.create({
            ...asked,
            messages: [...asked.messages, whole.choices[0].message, ...calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: 'results' }))],
        });
        assert.equal(after.choices[0].message.content, 'It rains');
    },
    async schema() {
        const asked = {
            model: 'house/m-1',
            messages: say('schema'),
            response_format: { type: 'json_schema', json_schema: { name: 'town', strict: true, schema: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'], additionalProperties: false } } },
        };
        const parsed = await client.beta.chat.completions.parse(asked);
        assert.deepEqual(parsed.choices[0].message.parsed, { town: 'Bonn' });
        const answer = await client.responses.parse({ model: 'house/m-1', input: 'schema', text: { format: { type: 'json_schema', ...asked.response_format.json_schema } } });
        assert.deepEqual(answer.output_parsed, { town: 'Bonn' });
    },
    async images() {
        const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
        const seen = await client.chat.completions.create({ model: 'house/m-1', messages: [{ role: 'user', content: [{ type: 'text', text: 'image' }, { type: 'image_url', image_url: { url: dot } }] }] });
        assert.equal(seen.choices[0].message.content, 'A dot');
        const again = await client.responses.create({ model: 'house/m-1', input: [{ role: 'user', content: [{ type: 'input_text', text: 'image' }, { type: 'input_image', image_url: dot, detail: 'auto' }] }] });
        assert.equal(again.output_text, 'A dot');
    },
    async responses() {
        const answer = await client.responses.create({ model: 'house/m-1', instructions: 'Be kind', input: 'Hello', max_output_tokens: 50, metadata: { a: 'b' } });
        assert.equal(answer.object, 'response');
        assert.match(answer.id, /^resp_/);
        assert.equal(answer.status, 'completed');
        assert.equal(answer.output_text, 'Hello, world');
        assert.equal(answer.store, false);
        assert.deepEqual(answer.metadata, { a: 'b' });
        assert.equal(answer.usage.total_tokens, 120);
        assert.equal(answer.usage.input_tokens_details.cached_tokens, 40);
        const tool = { type: 'function', ...weather.function, strict: false };
        const called = await client.responses.create({ model: 'house/m-1', input: 'weather', tools: [tool] });
        assert.deepEqual(called.output.map((item) => [item.type, item.call_id, JSON.parse(item.arguments).town]), [['function_call', 'call_1', 'Bonn'], ['function_call', 'call_2', 'Köln']]);
        const after = await client.responses.create({
            model: 'house/m-1',
            input: [{ role: 'user', content: 'weather' }, ...called.output, ...called.output.map((item) => ({ type: 'function_call_output', call_id: item.call_id, output: 'results' }))],
            tools: [tool],
        });
        assert.equal(after.output_text, 'It rains');
    },
    async responsesStream() {
        const stream = await client.responses.create({ model: 'house/m-1', input: 'Hello', stream: true });
        const types = [];
        let text = '';
        for await (const event of stream) {
            assert.equal(event.sequence_number, types.length);
            types.push(event.type);
            text += event.type === 'response.output_text.delta' ? event.delta : '';
        }
        assert.equal(text, 'Hello, world');
        assert.deepEqual(types.filter((type, i) => type !== types[i - 1]),
            ['response.created', 'response.in_progress', 'response.output_item.added', 'response.content_part.added', 'response.output_text.delta',
                'response.output_text.done', 'response.content_part.done', 'response.output_item.done', 'response.completed']);
        const runner = client.responses.stream({ model: 'house/m-1', input: 'weather', tools: [{ type: 'function', ...weather.function, strict: false }] });
        let args = '';
        runner.on('response.function_call_arguments.delta', (event) => { args += event.delta; });
        const whole = await runner.finalResponse();
        assert.equal(args, '{"town":"Bonn"}{"town":"Köln"}');
        assert.equal(whole.output.length, 2);
        assert.equal(whole.usage.output_tokens, 20);
    },
    async embeddings() {
        const one = await client.embeddings.create({ model: 'house/e-1', input: 'Hello' });
        assert.deepEqual(one.data[0].embedding.map((x) => Math.round(x * 100) / 100), [0.5, -0.25, 3]);
        const many = await client.embeddings.create({ model: 'house/e-1', input: ['a', 'b'], encoding_format: 'float' });
        assert.deepEqual(many.data.map((entry) => entry.index), [0, 1]);
        assert.deepEqual(many.data[1].embedding, [0.5, -0.25, 3]);
        assert.equal(many.usage.prompt_tokens, 12);
    },
    async models() {
        const ids = [];
        for await (const model of client.models.list()) {
            assert.equal(model.object, 'model');
            ids.push(model.id);
        }
        assert.deepEqual(ids, ['everyone', 'house/e-1', 'house/m-1']);
        const one = await client.models.retrieve('house/m-1');
        assert.equal(one.id, 'house/m-1');
        assert.equal(one.owned_by, 'house');
        await refused(() => client.models.retrieve('house/none'), OpenAI.NotFoundError, 404, 'model_not_found');
    },
    async errors() {
        const bad = new OpenAI({ baseURL, apiKey: 'sbe_' + 'A'.repeat(43), maxRetries: 0 });
        await refused(() => bad.models.list(), OpenAI.AuthenticationError, 401, 'invalid_api_key');
        const ask = (more, text = 'Hello') => client.chat.completions.create({ model: 'house/m-1', messages: say(text), ...more });
        await refused(() => ask({ model: 'nobody/m-1' }), OpenAI.NotFoundError, 404, 'model_not_found');
        await refused(() => ask({}, 'missing'), OpenAI.NotFoundError, 404, 'model_not_found');
        const many = await refused(() => ask({ n: 2 }), OpenAI.BadRequestError, 400, 'unsupported_parameter');
        assert.equal(many.param, 'n');
        await refused(() => ask({ logprobs: true }), OpenAI.BadRequestError, 400, 'unsupported_parameter');
        await refused(() => ask({ temperature: 3 }), OpenAI.BadRequestError, 400, 'invalid_value');
        await refused(() => ask({}, 'long'), OpenAI.BadRequestError, 400, 'context_length_exceeded');
        const slow = await refused(() => ask({}, 'limited'), OpenAI.RateLimitError, 429, 'rate_limit_exceeded');
        assert.equal(slow.headers['retry-after'], '7');
        await refused(() => ask({}, 'forbidden key'), OpenAI.InternalServerError, 502, 'provider_unauthorized');
        await refused(() => client.responses.create({ model: 'house/m-1', input: 'Hello', previous_response_id: 'resp_1' }), OpenAI.BadRequestError, 400, 'unsupported_parameter');
        await refused(() => client.get('/nothing'), OpenAI.NotFoundError, 404, 'unknown_url');
    },
    async brokenStream() {
        const seen = [];
        const chat = await client.chat.completions.create({ model: 'house/m-1', messages: say('breaks'), stream: true });
        await refused(async () => {
            for await (const chunk of chat) {
                seen.push(chunk.choices[0].delta.content);
            }
        }, OpenAI.APIError, undefined, 'provider_failed');
        assert.ok(seen.join('').includes('begun'));
        const events = [];
        const answer = await client.responses.create({ model: 'house/m-1', input: 'breaks', stream: true });
        await assert.rejects(async () => {
            for await (const event of answer) {
                events.push(event.type);
            }
        }, (error) => error instanceof OpenAI.APIError && /ended before/.test(error.message));
        assert.ok(events.includes('response.output_text.delta'));
        assert.ok(!events.includes('response.completed'));
    },
    async cancel() {
        const stream = await client.chat.completions.create({ model: 'house/m-1', messages: say('hangs'), stream: true });
        for await (const chunk of stream) {
            if (chunk.choices[0].delta.content) {
                stream.controller.abort();
                break;
            }
        }
    },
    async tooMany() {
        let refusals = 0;
        for (let i = 0; i < 3; ++i) {
            try {
                await client.chat.completions.create({ model: 'house/m-1', messages: say('Hello') });
            } catch (error) {
                assert.ok(error instanceof OpenAI.RateLimitError);
                assert.equal(error.code, 'rate_limit_exceeded');
                assert.ok(Number(error.headers['retry-after']) > 0);
                ++refusals;
            }
        }
        assert.equal(refusals, 1);
    },
    async noBudget() {
        const error = await refused(() => client.chat.completions.create({ model: 'house/m-1', messages: say('Hello'), max_tokens: 5000 }), OpenAI.RateLimitError, 429, 'insufficient_quota');
        assert.equal(error.type, 'insufficient_quota');
        assert.equal(error.headers['x-should-retry'], 'false');
    },
};

await scenarios[scenario]();
console.log(`${scenario} done`);
