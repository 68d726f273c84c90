using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TextClassify.Infrastructure;

namespace TextClassify.Problems;

public sealed class BadInputTests(Service service) : IClassFixture<Service>
{
    public static TheoryData<string, string, string, string?> Bodies => new()
    {
        // What any of the three verbs refuses.
        { "/classify", "", "malformed-json", null },
        { "/classify", "nonsense", "malformed-json", null },
        { "/classify", """{"inputs":"x""", "malformed-json", null },
        { "/classify", """{"inputs":"x"} {}""", "malformed-json", null },
        { "/classify", """{"inputs":"x",}""", "malformed-json", null },
        { "/classify", """{"inputs":"x" /* why */}""", "malformed-json", null },
        { "/classify", """["x"]""", "wrong-type", null },
        { "/classify", "{}", "missing-inputs", "inputs" },
        { "/classify", """{"inputs":null}""", "wrong-type", "inputs" },
        { "/classify", """{"inputs":7}""", "wrong-type", "inputs" },
        { "/classify", """{"inputs":{"text":7}}""", "wrong-type", "inputs.text" },
        { "/classify", """{"inputs":{"id":"a"}}""", "missing-property", "inputs.text" },
        { "/classify", """{"inputs":{"text":" "}}""", "empty-text", "inputs.text" },
        { "/classify", """{"inputs":[]}""", "empty-inputs", "inputs" },
        { "/classify", """{"inputs":["x",7]}""", "wrong-type", "inputs[1]" },
        { "/classify", """{"inputs":["x",["y"]]}""", "wrong-type", "inputs[1]" },
        { "/classify", """{"inputs":["x",null]}""", "wrong-type", "inputs[1]" },
        { "/classify", """{"inputs":[{"id":"x"}]}""", "missing-property", "inputs[0].text" },
        { "/classify", """{"inputs":[{"text":7}]}""", "wrong-type", "inputs[0].text" },
        { "/classify", """{"inputs":[{"text":null}]}""", "wrong-type", "inputs[0].text" },
        { "/classify", """{"inputs":[{"id":7,"text":"x"}]}""", "wrong-type", "inputs[0].id" },
        { "/classify", """{"inputs":[{"text":"x","label":"y"}]}""", "unknown-property", "inputs[0]" },
        { "/classify", """{"inputs":[{"text":"x","text":"y"}]}""", "duplicate-property", "text" },
        { "/classify", """{"inputs":[{"text":"x","aspect":{"start":0}}]}""", "missing-property", "inputs[0].aspect" },
        { "/classify", """{"inputs":[{"text":"x","aspect":{"start":-1,"end":1}}]}""", "out-of-range", "inputs[0].aspect.start" },
        { "/classify", """{"inputs":[{"text":"x","aspect":{"from":0}}]}""", "unknown-property", "inputs[0].aspect" },
        { "/classify", """{"inputs":"x","input":"y"}""", "unknown-property", null },
        { "/classify", """{"Inputs":"x"}""", "unknown-property", null },
        { "/classify", """{"inputs":"x","inputs":"y"}""", "duplicate-property", "inputs" },
        { "/classify", """{"inputs":"x","model":7}""", "wrong-type", "model" },
        { "/classify", """{"inputs":"x","model":"\udc00"}""", "invalid-utf8", "model" },
        { "/classify", """{"inputs":"x","top":0}""", "out-of-range", "top" },
        { "/classify", """{"inputs":"x","top":1.5}""", "out-of-range", "top" },
        { "/classify", """{"inputs":"x","top":"2"}""", "wrong-type", "top" },
        { "/classify", """{"inputs":"x","evidence":"yes"}""", "wrong-type", "evidence" },
        { "/classify", """{"inputs":""}""", "empty-text", "inputs" },
        { "/classify", """{"inputs":" \u200b\n"}""", "empty-text", "inputs" },
        { "/classify", """{"inputs":"\ud83d!"}""", "invalid-utf8", "inputs" },
        { "/classify", $$"""{"inputs":"{{new string('x', Service.MaxTextLength + 1)}}"}""", "text-too-long", "inputs" },
        { "/classify", """{"inputs":"fine","model":"weights","evidence":true}""", "not-in-model", "evidence" },

        { "/hidden-states", """{"inputs":"x","state":[]}""", "unknown-property", null },
        { "/hidden-states", """{"inputs":"x","states":"forward"}""", "wrong-type", "states" },
        { "/hidden-states", """{"inputs":"x","states":["forward",7]}""", "wrong-type", "states[1]" },
        { "/hidden-states", """{"inputs":"x","states":["forward","sideways"]}""", "unknown-state", "states[1]" },
        { "/hidden-states", """{"inputs":"x","include":["vectors","gates"]}""", "unknown-include", "include[1]" },
        { "/hidden-states", """{"inputs":"x","include":["positions"]}""", "reference-map-missing", "include[0]" },
        { "/hidden-states", """{"inputs":"x","include":["neighbours"]}""", "reference-map-missing", "include[0]" },
        { "/hidden-states", """{"inputs":"x","expectedPrediction":["suffix"]}""", "unknown-include", "expectedPrediction[0]" },
        { "/hidden-states", """{"inputs":"x","encoding":"hex"}""", "out-of-range", "encoding" },
        { "/hidden-states", """{"inputs":"x","model":"weights"}""", "not-in-model", "include" },
        { "/hidden-states", """{"inputs":" "}""", "empty-text", "inputs" },

        { "/explain", """{"inputs":"x","explainer":"evidence"}""", "unknown-property", null },
        { "/explain", """{"inputs":"x","methods":"evidence"}""", "wrong-type", "methods" },
        { "/explain", """{"inputs":"x","methods":[]}""", "out-of-range", "methods" },
        { "/explain", """{"inputs":"x","methods":[7]}""", "wrong-type", "methods[0]" },
        { "/explain", """{"inputs":"x","methods":["evidence",{"parameters":{}}]}""", "missing-property", "methods[1].name" },
        { "/explain", """{"inputs":"x","methods":["evidence","tea_leaves"]}""", "unknown-method", "methods[1]" },
        {
            "/explain",
            """{"inputs":"x","methods":[{"name":"occlusion","parameters":{"window":0}}]}""",
            "out-of-range",
            "methods[0].parameters.window"
        },
        { "/explain", """{"inputs":"x","method":"evidence","methods":["evidence"]}""", "wrong-type", "methods" },
        { "/explain", """{"inputs":"x","targets":"most"}""", "out-of-range", "targets" },
        { "/explain", """{"inputs":"x","target":"positive","targets":"all"}""", "wrong-type", "targets" },
        { "/explain", """{"inputs":"x","method":"occlusion","output":"odds"}""", "out-of-range", "output" },
        {
            "/explain",
            """{"inputs":"x","method":"occlusion","output":"logit","parameters":{"output":"logit"}}""",
            "duplicate-property",
            "parameters.output"
        },
        { "/classify", """{"inputs":"x","deadlineMs":0}""", "out-of-range", "deadlineMs" },
        { "/classify", """{"inputs":"x","deadlineMs":30001}""", "out-of-range", "deadlineMs" },
        { "/classify", """{"inputs":"x","deadlineMs":"50"}""", "wrong-type", "deadlineMs" },
        { "/hidden-states", """{"inputs":"x","deadlineMs":0}""", "out-of-range", "deadlineMs" },
        { "/score", """{"inputs":"x","deadlineMs":0}""", "out-of-range", "deadlineMs" },
        { "/explain", """{"inputs":"x","deadlineMs":0}""", "out-of-range", "deadlineMs" },
        { "/explain", """{"inputs":"x","deadlineMs":30001}""", "out-of-range", "deadlineMs" },
        { "/explain", """{"inputs":"x","metrics":["beauty"]}""", "unknown-metric", "metrics[0]" },
        { "/explain", """{"inputs":"x","removal":"pad"}""", "wrong-type", "removal" },
        { "/explain", """{"inputs":"x","metrics":["comprehensiveness"],"removal":"burn"}""", "out-of-range", "removal" },
        { "/explain", """{"inputs":"x","spans":"clauses"}""", "out-of-range", "spans" },
        { "/explain", """{"inputs":"x","spans":7}""", "wrong-type", "spans" },
        { "/explain", """{"inputs":"x","spans":[{"start":0}]}""", "missing-property", "spans[0]" },
        { "/explain", """{"inputs":["x","y"],"spans":[{"start":0,"end":1}]}""", "out-of-range", "spans" },
        { "/explain", """{"inputs":"a fine film","spans":[{"start":0,"end":1},{"start":3,"end":6}]}""", "out-of-range", "spans[1]" },
        { "/explain", """{"inputs":"a fine film","spans":[{"start":1,"end":2}]}""", "out-of-range", "spans[0]" },
        { "/explain", """{"inputs":"a fine film","spans":[{"start":7,"end":12}]}""", "out-of-range", "spans[0]" },
        { "/explain", """{"inputs":"a fine film","spans":[{"start":6,"end":2}]}""", "out-of-range", "spans[0]" },
        { "/explain", """{"inputs":"x","method":"tea_leaves"}""", "unknown-method", "method" },
        { "/explain", """{"inputs":"x","target":"neutral"}""", "unknown-label", "target" },
        { "/explain", """{"inputs":"x","contrast":{"target":"positive","foil":"neutral"}}""", "unknown-label", "contrast.foil" },
        { "/explain", """{"inputs":"x","contrast":{"target":"positive","foil":"positive"}}""", "out-of-range", "contrast.foil" },
        { "/explain", """{"inputs":"x","contrast":{"target":"positive"}}""", "missing-property", "contrast" },
        { "/explain", """{"inputs":"x","contrast":"positive"}""", "wrong-type", "contrast" },
        { "/explain", """{"inputs":"x","target":"positive","contrast":{"target":"positive","foil":"negative"}}""", "wrong-type", "target" },
        { "/explain", """{"inputs":"x","parameters":{"window":1}}""", "unknown-parameter", "parameters.window" },
        { "/explain", """{"inputs":"x","method":"occlusion","parameters":{"window":0}}""", "out-of-range", "parameters.window" },
        { "/explain", """{"inputs":"x","method":"occlusion","parameters":{"window":"1"}}""", "out-of-range", "parameters.window" },
        { "/explain", """{"inputs":"x","method":"occlusion","parameters":{"baseline":"zero"}}""", "out-of-range", "parameters.baseline" },
        { "/explain", """{"inputs":"x","method":"occlusion","parameters":{"window":1,"window":2}}""", "duplicate-property", "parameters" },
        { "/explain", """{"inputs":"x","parameters":[]}""", "wrong-type", "parameters" },
        { "/explain", """{"inputs":"x","parameters":{"window":""" + new string('[', 100), "malformed-json", null },
        { "/explain", """{"inputs":""}""", "empty-text", "inputs" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_BadBody_Is400WithTypeAndPlace(string path, string body, string type, string? where)
    {
        var answer = await service.PostAsync(path, body);

        var problem = answer.Problem();
        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Theory]
    [InlineData("{\"inputs\":[\"x\",\n \"y\" \"z\"]}", 2, 6)]
    [InlineData("{\"inputs\":\"x\"", 1, 14)]
    [InlineData("x", 1, 1)]
    public async Task Post_MalformedJson_NamesLineAndByte(string body, int line, int position)
    {
        var answer = await service.PostAsync("/classify", body);

        Assert.Equal("malformed-json", answer.Problem().Type);
        Assert.Equal((line, position), (answer.Json.GetProperty("line").GetInt32(), answer.Json.GetProperty("byte").GetInt32()));
    }

    [Fact]
    public async Task Post_InvalidUtf8_NamesLineAndByte()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"inputs\":\n\"é"), 0xFF, .. "\"}"u8];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify") { Content = Service.Body(body, "application/json") };

        var answer = await service.SendAsync(request);

        Assert.Equal((400, "invalid-utf8"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Equal((2, 4), (answer.Json.GetProperty("line").GetInt32(), answer.Json.GetProperty("byte").GetInt32()));
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    [InlineData("/explain")]
    public async Task Post_UnknownModel_Is404AndListsWhatThereIs(string path)
    {
        var problem = (await service.PostAsync(path, """{"model":"oracle","inputs":"x"}""")).Problem();

        Assert.Equal((404, "unknown-model", "model"), (problem.Status, problem.Type, problem.Where));
        Assert.Equal("'oracle' is not loaded; there are polarity, weights.", problem.Detail);
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    [InlineData("/explain")]
    public async Task Post_OneInputTooMany_Is413WithTheLimit(string path)
    {
        string Inputs(int count) => $$"""{"inputs":[{{string.Join(',', Enumerable.Repeat("\"x\"", count))}}]}""";

        var answer = await service.PostAsync(path, Inputs(Service.MaxInputs + 1));

        Assert.Equal((413, "too-many-inputs"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Equal(Service.MaxInputs, answer.Json.GetProperty("limit").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(path, Inputs(Service.MaxInputs))).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyOverTheLimit_Is413(bool chunked)
    {
        byte[] body = new byte[Service.MaxBodyBytes + 1];
        body.AsSpan().Fill((byte)' ');
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify") { Content = Service.Body(body, "application/json") };
        request.Headers.TransferEncodingChunked = chunked;

        var answer = await service.SendAsync(request);

        Assert.Equal((413, "body-too-large"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Equal(Service.MaxBodyBytes, answer.Json.GetProperty("limit").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=latin1")]
    public async Task Post_OtherContentType_Is415(string mediaType)
    {
        var problem = (await service.PostAsync("/classify", """{"inputs":"x"}""", mediaType)).Problem();

        Assert.Equal((415, "unsupported-media-type", "Content-Type"), (problem.Status, problem.Type, problem.Where));
    }

    [Theory]
    [InlineData(
        """{"inputs":"x","method":"evidence","model":"weights"}""",
        "method",
        "evidence needs evidence, which the model weights does not give; it can do word_weights, ")]
    [InlineData(
        """{"inputs":"x","method":"integrated_gradients"}""",
        "method",
        "integrated_gradients needs gradients or embeddings, which the model polarity does not give; it can do evidence, ")]
    [InlineData(
        """{"inputs":"x","methods":["evidence","gradient_x_input"]}""", "methods[1]", "gradient_x_input needs gradients or embeddings, ")]
    [InlineData(
        """{"inputs":"x","method":"word_weights","contrast":{"target":"positive","foil":"negative"}}""",
        "contrast",
        "word_weights gives the same scores for every label, so it takes no contrast.")]
    [InlineData(
        """{"inputs":"x","method":"word_weights","targets":"all"}""",
        "targets",
        "word_weights gives the same scores for every label, so it takes no targets.")]
    [InlineData(
        """{"inputs":"x","method":"evidence","output":"probability"}""",
        "output",
        "evidence explains the logit only; other outputs are explained by ")]
    public async Task Explain_MethodCannotDoIt_Is422NamingWhatCan(string body, string where, string detail)
    {
        var problem = (await service.PostAsync("/explain", body)).Problem();

        Assert.Equal((422, "method-not-supported", where), (problem.Status, problem.Type, problem.Where));
        Assert.StartsWith(detail, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NdjsonToAnotherVerb_Is415() =>
        Assert.Equal(415, (await service.PostAsync("/hidden-states", "\"x\"", "application/x-ndjson")).Problem().Status);

    [Fact]
    public async Task Post_CompressedBody_Is415()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify") { Content = Service.Body([1, 2, 3], "application/json") };
        request.Content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal("Content-Encoding", (await service.SendAsync(request)).Problem().Where);
    }

    [Theory]
    [InlineData("GET", "/classify", "POST")]
    [InlineData("DELETE", "/models", "GET, HEAD")]
    [InlineData("PUT", "/explain", "POST")]
    public async Task Send_OtherMethod_Is405WithAllow(string method, string path, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await service.SendAsync(request);

        Assert.Equal((405, "method-not-allowed"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Equal(allow, string.Join(", ", answer.ContentHeaders.Allow));
    }

    [Theory]
    [InlineData("/clasify")]
    [InlineData("/models/a/b/c")]
    [InlineData("/openapi/other.json")]
    public async Task Get_UnknownRoute_Is404(string path) => Assert.Equal("unknown-route", (await service.GetAsync(path)).Problem().Type);

    [Fact]
    public async Task Post_LongHostileName_IsCutAndCleaned()
    {
        string name = new string('n', 100) + "\u0007";

        var problem = (await service.PostAsync("/classify", $$"""{"inputs":"x","\u0000{{name[..100]}}":1}""")).Problem();

        Assert.StartsWith("'?nnn", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('n', 65), problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_VectorsOverTheLimit_Is413()
    {
        // 12 tokens of 3 + 3 + 2 numbers in each of 8 texts stay below 1024; numbers that do not are refused.
        await using var small = new Service(PolarityModel.Forward(), ("Limits:MaxStateNumbers", "1024"), ("Limits:MaxInputs", "100"));
        string text = string.Join(' ', Enumerable.Repeat("a", PolarityModel.MaxTokens));
        string Request(int count) =>
            $$"""{"inputs":[{{string.Join(',', Enumerable.Repeat($"\"{text}\"", count))}}],"include":["vectors"]}""";

        Assert.Equal(HttpStatusCode.OK, (await small.PostAsync("/hidden-states", Request(10))).Status);
        Assert.Equal(
            (413, "answer-too-large"),
            ((await small.PostAsync("/hidden-states", Request(11))).Problem() is var p) ? (p.Status, p.Type) : default);
    }

    [Fact]
    public async Task Post_Accept_IsIgnoredWhenItIsNotOurs()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify")
        {
            Content = Service.Body("{\"inputs\":\"x\"}"u8.ToArray(), "application/json"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        Assert.Equal("application/json", (await service.SendAsync(request)).MediaType);
    }
}
