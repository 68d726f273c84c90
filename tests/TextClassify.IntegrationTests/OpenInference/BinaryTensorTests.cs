using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.OpenInference;

/// <summary>Triton's extension for binary tensor data, byte by byte: what goes in and comes out beside the JSON is made and read by
/// hand.</summary>
public sealed class BinaryTensorTests(Service service) : IClassFixture<Service>
{
    private const string Infer = "/v2/models/polarity/infer";
    private const string LengthHeader = "Inference-Header-Content-Length";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Two texts behind 140 bytes of JSON or so, as Triton's clients send them: the first of 11 bytes, the second of 6 in 5
    /// characters.</summary>
    private static readonly byte[] TwoTexts = [11, 0, 0, 0, .. "a fine film"u8, 6, 0, 0, 0, .. "dulé!"u8];

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("application/json")]
    [InlineData("")]
    public async Task Infer_BinaryTexts_AreThoseOfTheJson(string type)
    {
        var written = await service.PostAsync(
            Infer, """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a fine film","dulé!"]}]}""");

        var (answer, _) = await SendAsync(Request(TwoTexts.Length), TwoTexts, type);

        Assert.Equal(written.Text, Encoding.UTF8.GetString(answer));
    }

    [Theory]
    [InlineData(""" "parameters":{"binary_data_output":true},"outputs":[{"name":"label"},{"name":"scores"},{"name":"score","parameters":{"binary_data":false}}] """)]
    [InlineData(""" "outputs":[{"name":"label","parameters":{"binary_data":true}},{"name":"scores","parameters":{"binary_data":true}},{"name":"score"}] """)]
    public async Task Infer_BinaryOutputs_FollowTheJsonInTheirOrder(string more)
    {
        var (answer, length) = await SendAsync(Request(TwoTexts.Length, more), TwoTexts);
        var plain = (await service.PostAsync(
            Infer,
            """{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a fine film","dulé!"]}],"outputs":[{"name":"label"},{"name":"scores"},{"name":"score"}]}"""))
            .Json.GetProperty("outputs");

        var outputs = JsonElement.Parse(answer.AsSpan(0, length!.Value)).GetProperty("outputs");
        var rest = answer.AsSpan(length.Value);
        byte[] labels = [.. plain[0].GetProperty("data").EnumerateArray().SelectMany(label => Bytes(label.GetString()!))];
        Assert.Equal(("label", "BYTES", labels.Length), Head(outputs[0]));
        Assert.Equal(("scores", "FP32", 16), Head(outputs[1]));
        Assert.Equal(labels, rest[..labels.Length].ToArray());
        float[] scores =
        [
            .. Enumerable.Range(0, 4).Select(
                i => BinaryPrimitives.ReadSingleLittleEndian(answer.AsSpan(length.Value + labels.Length + (4 * i)))),
        ];
        Assert.Equal(plain[1].GetProperty("data").EnumerateArray().Select(score => score.GetSingle()), scores);
        Assert.Equal(labels.Length + 16, rest.Length);
        Assert.Equal(plain[2].GetRawText(), outputs[2].GetRawText());

        static (string?, string?, int) Head(JsonElement output)
        {
            Assert.False(output.TryGetProperty("data", out _));
            return (output.GetProperty("name")
                .GetString(), output.GetProperty("datatype").GetString(), output.GetProperty("parameters").GetProperty(
                "binary_data_size").GetInt32());
        }
    }

    [Fact]
    public async Task Infer_BinaryClassification_IsBytesToo()
    {
        var (answer, length) = await SendAsync(
            Request(TwoTexts.Length, """ "outputs":[{"name":"scores","parameters":{"classification":1,"binary_data":true}}] """), TwoTexts);

        var output = JsonElement.Parse(answer.AsSpan(0, length!.Value)).GetProperty("outputs")[0];
        Assert.Equal("[2,1]", output.GetProperty("shape").GetRawText());
        int first = BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(length.Value));
        Assert.EndsWith(":1:positive", Encoding.UTF8.GetString(answer, length.Value + 4, first), StringComparison.Ordinal);
    }

    /// <summary>Where all bytes are JSON the header changes nothing.</summary>
    [Fact]
    public async Task Infer_HeaderOverJsonAlone_IsAnswered()
    {
        const string Plain = """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["fine"]}]}""";

        var (answer, _) = await SendAsync(Plain, []);

        Assert.Equal((await service.PostAsync(Infer, Plain)).Text, Encoding.UTF8.GetString(answer));
    }

    public static TheoryData<string, byte[], string?, string> Bad => new()
    {
        { Request(5), [1, 0, 0, 0, (byte)'a'], "999", LengthHeader },
        { Request(5), [1, 0, 0, 0, (byte)'a'], "-1", LengthHeader },
        { Request(5), [1, 0, 0, 0, (byte)'a'], "many", LengthHeader },
        { Request(5), [1, 0, 0, 0, (byte)'a'], "3", "breaks off" },
        { Request(4), [1, 0, 0, 0, (byte)'a'], null, "inputs[0].parameters.binary_data_size" },
        { Request(6), [1, 0, 0, 0, (byte)'a'], null, "inputs[0].parameters.binary_data_size" },
        { Request(-1), [], null, "inputs[0].parameters.binary_data_size" },
        { Request(3), [1, 0, 0], null, "inputs[0].data[0]" },
        { Request(5), [2, 0, 0, 0, (byte)'a'], null, "inputs[0].data[0]" },
        { Request(5), [0xFF, 0xFF, 0xFF, 0xFF, (byte)'a'], null, "inputs[0].data[0]" },
        { Request(5), [1, 0, 0, 0, 0xFF], null, "inputs[0].data[0]" },
        { Request(10), [1, 0, 0, 0, (byte)'a', 1, 0, 0, 0, (byte)'b', 9], null, "inputs[0].parameters.binary_data_size" },
        { Request(0), [], null, "inputs[0].shape" },
        {
            """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}]}""",
            [1, 0, 0, 0, (byte)'a'],
            null,
            "binary_data_size"
        },
        {
            """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":5},"data":["a"]}]}""",
            [1, 0, 0, 0, (byte)'a'],
            null,
            "inputs[0].data"
        },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Infer_BinaryUnfit_IsAnErrorObject(string json, byte[] tail, string? length, string part)
    {
        var (answer, _) = await SendAsync(json, tail, length: length, status: 400);

        Assert.Contains(part, JsonElement.Parse(answer).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_BinaryTextsAboveTheLimit_Is413()
    {
        byte[] nine = [.. Enumerable.Repeat(Bytes("a"), Service.MaxInputs + 1).SelectMany(text => text)];

        await SendAsync(Request(nine.Length).Replace("[2]", "[9]", StringComparison.Ordinal), nine, status: 413);
    }

    private async Task<(byte[] Answer, int? JsonLength)> SendAsync(
        string json, byte[] tail, string type = "application/octet-stream", string? length = null, int status = 200)
    {
        byte[] head = Encoding.UTF8.GetBytes(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, Infer) { Content = Service.Body([.. head, .. tail], type) };
        request.Headers.TryAddWithoutValidation(LengthHeader, length ?? head.Length.ToString(CultureInfo.InvariantCulture));
        using var response = await service.Http.SendAsync(request, Cancel);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(status == (int)response.StatusCode, Encoding.UTF8.GetString(answer));
        bool binary = response.Headers.TryGetValues(LengthHeader, out var stated);
        Assert.Equal(
            binary ? MediaTypeHeaderValue.Parse("application/octet-stream").MediaType : "application/json",
            response.Content.Headers.ContentType?.MediaType);
        return (answer, binary ? int.Parse(stated!.Single(), CultureInfo.InvariantCulture) : null);
    }

    private static string Request(int size, string? more = null) =>
        $$$"""{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":{{{size}}}}}]{{{(more is null ? "" : ",")}}}{{{more}}}}""";

    private static byte[] Bytes(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] bytes = new byte[4 + utf8.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, utf8.Length);
        utf8.CopyTo(bytes, 4);
        return bytes;
    }
}
