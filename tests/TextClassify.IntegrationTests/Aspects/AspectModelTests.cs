using System.Net;
using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Aspects;

/// <summary>A model of aspects beside the others: listed, ready, asked through the client, refused where it cannot serve.</summary>
public sealed class AspectModelTests(AspectService aspects) : IClassFixture<AspectService>
{
    private const string Text = "the battery is great";

    private readonly Service _service = aspects.Service;

    [Fact]
    public async Task Models_List_DescribesIt()
    {
        var list = (await _service.GetAsync("/models")).Json;
        var model = list.GetProperty("models").EnumerateArray().Single(one => one.GetProperty("name").GetString() == AspectCalls.Model);

        Assert.Equal("tiny", list.GetProperty("default").GetProperty("name").GetString());
        Assert.Equal(
            ("mzu_aspect", "aspect_sentiment"), (model.GetProperty("architecture").GetString(), model.GetProperty("task").GetString()));
        Assert.Equal(["negative", "neutral", "positive"], model.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Contains("aspects", model.GetProperty("capabilities").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("leave_one_out", model.GetProperty("explainers").EnumerateArray().Select(one => one.GetString()));
        Assert.DoesNotContain("integrated_gradients", model.GetProperty("explainers").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(model.GetRawText(), (await _service.GetAsync($"/models/{AspectCalls.Model}/1")).Text);
    }

    [Fact]
    public async Task Ready_GoldenAspects_AreProbed()
    {
        var answer = await _service.GetAsync("/health/ready");

        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Contains(
            (await Telemetry.Scrape.OfAsync(_service)).Samples,
            sample => sample.Key.Contains($"model=\"{AspectCalls.Model}/1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenInference_CannotNameAnAspect()
    {
        const string Body = """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["the battery"]}]}""";

        var described = await _service.GetAsync($"/v2/models/{AspectCalls.Model}");
        var inferred = await _service.PostAsync($"/v2/models/{AspectCalls.Model}/infer", Body);

        Assert.All([described, inferred], answer =>
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Equal(
                $"'{AspectCalls.Model}' labels aspects of a text, which this protocol cannot name; /classify takes them.",
                answer.Json.GetProperty("error").GetString());
        });
    }

    [Fact]
    public async Task Client_Aspects_ComeBackLabelled()
    {
        var client = ClientServices.Of(_service);
        var cancel = TestContext.Current.CancellationToken;

        var response = await client.ClassifyAsync(
            new ClassifyRequest
            {
                Model = AspectCalls.Model,
                Inputs =
                [
                    new TextInput(Text, Aspect: new TextSpan(4, 11)),
                    new TextInput(Text, Aspects: TextAspects.Of(new TextSpan(4, 11), new TextSpan(0, 3))),
                    new TextInput(Text, Aspects: TextAspects.Auto),
                ],
            },
            cancel);

        Assert.Equal(new AspectPart(4, 11, "battery"), response.Results[0].Aspect);
        Assert.Equal(["battery", "the"], response.Results[1].Aspects!.Select(aspect => aspect.Text));
        Assert.Equal(response.Results[0].Score!.Value, response.Results[1].Aspects![0].Score, 1e-5);
        Assert.NotNull(response.Results[2].Aspects);
    }
}
