using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>What goes wrong is told without the inside of the service.</summary>
public sealed class ErrorBodyTests
{
    private static readonly string[] Inside =
    [
        "   at ", "Exception", "System.", "Microsoft.", "TextClassify.Api", ".cs", "/srv/secret", ".onnx", Repository.Folder,
    ];

    private static readonly string[] Paths =
    [
        "/classify",
        "/explain",
        "/hidden-states",
        "/hidden-states/search",
        "/models",
        "/models/x",
        "/models/x/y",
        "/models/x/y/corpus",
        "/maps",
        "/maps/x",
        "/maps/x/points", "/explainers", "/nowhere", "/..%2f..%2fetc/passwd", "/health/ready", "/swagger/none", "/openapi/none.json",
        "/v2", "/v2/models/x", "/v2/models/x/ready", "/v2/models/polarity/infer", "/v2/nowhere",
    ];

    private static readonly string[] Bodies =
    [
        """{"inputs":"a fine film"}""",
        """{"inputs":""",
        "[]",
        "null",
        "{\"inputs\":\"\\ud800\"}",
        """{"inputs":[1]}""",
        """{"inputs":"x","model":"../../etc"}""",
        """{"inputs":"x","method":{"name":"System.String"}}""", new string('[', 2_000), "",
    ];

    [Fact]
    public async Task Answers_AnyFailure_TellNothingOfTheInside()
    {
        var forward = PolarityModel.Forward();
        forward.Before = _ => throw new InvalidOperationException("broken at /srv/secret/model.onnx in TextClassify.Api");
        await using var service = new Service(forward);
        var statuses = new HashSet<int>();

        foreach (string path in Paths)
        {
            foreach (string body in Bodies)
            {
                foreach (string type in new[] { "application/json", "application/x-ndjson", "text/plain" })
                {
                    Check(await service.PostAsync(path, body, type));
                }
            }

            Check(await service.GetAsync(path));
        }

        Assert.Superset(new HashSet<int> { 400, 404, 405, 415, 500 }, statuses);

        void Check(Answer answer)
        {
            statuses.Add((int)answer.Status);
            if ((int)answer.Status >= 400 || answer.MediaType.Contains("ndjson", StringComparison.Ordinal))
            {
                Assert.All(Inside, word => Assert.DoesNotContain(word, answer.Text, StringComparison.Ordinal));
            }
        }
    }
}
