using TextClassify.Api.Problems;
using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

public sealed class MetricsTests
{
    private const string Fine = """{"inputs":"a fine film"}""";

    [Fact]
    public async Task Metrics_BeforeTraffic_EverySeriesIsThereAtZero()
    {
        await using var service = new Service();

        var scrape = await Scrape.OfAsync(service);

        Assert.All(ProblemTypes.All, type => Assert.Equal(0, scrape[$"textclassify_problems_total{{type=\"{type.Name}\"}}"]));
        foreach (string route in new[] { "classify", "explain", "hiddenStates", "searchHiddenStates" })
        {
            Assert.Equal(0, scrape[$"textclassify_requests_accepted_total{{route=\"{route}\"}}"]);
            Assert.Equal(0, scrape[$"textclassify_input_tokens_total{{route=\"{route}\"}}"]);
            Assert.All(["answered", "failed", "cancelled"], outcome =>
                Assert.Equal(0, scrape[$"textclassify_requests_finished_total{{outcome=\"{outcome}\",route=\"{route}\"}}"]));
            Assert.All(["encode", "queue", "compute", "total"], phase =>
                Assert.Equal(
                    0, scrape[$"textclassify_request_duration_seconds_bucket{{phase=\"{phase}\",route=\"{route}\",le=\"+Inf\"}}"]));
        }

        Assert.Equal(0, scrape["textclassify_model_requests_total{model=\"polarity\",version=\"2\"}"]);
        Assert.Equal(1, scrape["textclassify_ready"]);
        Assert.True(scrape["dotnet_process_memory_working_set_bytes"] > 1e6);
    }

    /// <summary>The forward pass of the tests says 0.25 ms of waiting and 1.5 ms of running.</summary>
    [Fact]
    public async Task Metrics_OneRequest_TellsItsPhasesItemsAndTokens()
    {
        await using var service = new Service();

        await service.PostAsync("/classify", """{"inputs":["a fine film","fine",""]}""");
        var scrape = await Scrape.OfAsync(service);

        Assert.Equal(4, scrape["textclassify_input_tokens_total{route=\"classify\"}"]);
        Assert.Equal(2, scrape["textclassify_items_total{outcome=\"answered\",route=\"classify\"}"]);
        Assert.Equal(1, scrape["textclassify_items_total{outcome=\"failed\",route=\"classify\"}"]);
        Assert.Equal(0.00025, scrape["textclassify_request_duration_seconds_sum{phase=\"queue\",route=\"classify\"}"], 9);
        Assert.Equal(0.0015, scrape["textclassify_request_duration_seconds_sum{phase=\"compute\",route=\"classify\"}"], 9);
        Assert.Equal(0, scrape["textclassify_request_duration_seconds_bucket{phase=\"compute\",route=\"classify\",le=\"0.001\"}"]);
        Assert.Equal(1, scrape["textclassify_request_duration_seconds_bucket{phase=\"compute\",route=\"classify\",le=\"0.0025\"}"]);
        Assert.Equal(1, scrape["textclassify_request_duration_seconds_count{phase=\"total\",route=\"classify\"}"]);
        Assert.Equal(1, scrape["textclassify_model_requests_total{model=\"polarity\",version=\"2\"}"]);
    }

    /// <summary>Answered, refused, failed, timed out, cancelled and held: whatever becomes of requests, the counters agree, route by
    /// route.</summary>
    [Fact]
    public async Task Metrics_AnyOutcome_AcceptedIsFinishedAndInFlight()
    {
        var forward = PolarityModel.Forward();
        await using var service = new Service(forward, ("Limits:RequestTimeout", "00:00:00.300"));
        var cancel = TestContext.Current.CancellationToken;
        for (int i = 0; i < 5; i++)
        {
            await service.PostAsync("/classify", Fine);
            await service.PostAsync("/explain", Fine);
            await service.PostAsync("/classify", "nonsense");
            await service.PostAsync("/classify", "\"fine\"\n\"film\"\n", "application/x-ndjson");
            await service.GetAsync("/models/none");
        }

        forward.Before = _ => throw new InvalidOperationException("broken");
        await service.PostAsync("/classify", Fine);
        await service.PostAsync("/classify", "\"fine\"\n", "application/x-ndjson");
        forward.Before = _ => throw new ForwardQueueFullException(1);
        await service.PostAsync("/classify", Fine);
        forward.Before = token => Task.Delay(Timeout.Infinite, token);
        await service.PostAsync("/classify", Fine);

        var release = new TaskCompletionSource();
        forward.Before = _ => release.Task;
        using var leaves = new CancellationTokenSource();
        var gone = service.Http.PostAsync(
            "/hidden-states", Service.Body("{\"inputs\":\"fine\"}"u8.ToArray(), "application/json"), leaves.Token);
        var held = service.Http.PostAsync("/explain", Service.Body("{\"inputs\":\"fine\"}"u8.ToArray(), "application/json"), cancel);
        await UntilAsync(
            service,
            scrape => scrape["textclassify_requests_in_flight{route=\"explain\"}"] == 1
                && scrape["textclassify_requests_in_flight{route=\"hiddenStates\"}"] == 1);
        Agree(await Scrape.OfAsync(service));
        await leaves.CancelAsync();
        release.SetResult();
        await Task.WhenAny(gone);
        await held;
        await UntilAsync(service, scrape => scrape.Sum("textclassify_requests_in_flight") == 1);

        var after = await Scrape.OfAsync(service);
        Agree(after);
        Assert.Equal(
            (10, 9),
            (after["textclassify_requests_finished_total{outcome=\"answered\",route=\"classify\"}"],
                after["textclassify_requests_finished_total{outcome=\"failed\",route=\"classify\"}"]));
        Assert.Equal(1, after["textclassify_requests_finished_total{outcome=\"cancelled\",route=\"hiddenStates\"}"]);
        Assert.Equal((5, 5, 2, 1, 1), (
            after["textclassify_problems_total{type=\"malformed-json\"}"], after["textclassify_problems_total{type=\"unknown-model\"}"],
            after["textclassify_problems_total{type=\"internal-error\"}"], after["textclassify_problems_total{type=\"queue-full\"}"],
            after["textclassify_problems_total{type=\"timeout\"}"]));
    }

    [Fact]
    public async Task Metrics_NamesThatCallersMakeUp_AddNoSeries()
    {
        await using var service = new Service();
        await service.PostAsync("/classify", Fine);
        var before = await Scrape.OfAsync(service);

        for (int i = 0; i < 300; i++)
        {
            await service.PostAsync("/classify", $$"""{"inputs":"fine","model":"made-up-{{i}}"}""");
            await service.GetAsync($"/models/made-up-{i}/{i}");
            await service.GetAsync($"/made-up-{i}");
        }

        var after = await Scrape.OfAsync(service);
        Assert.Equal(Own(before), Own(after));
        Assert.DoesNotContain(after.Samples.Keys, series => series.Contains("made-up", StringComparison.Ordinal));

        static IEnumerable<string> Own(Scrape scrape) =>
            scrape.Samples.Keys.Where(series => series.StartsWith("textclassify_", StringComparison.Ordinal)).Order();
    }

    private static void Agree(Scrape scrape)
    {
        string[] routes =
        [
            .. scrape.Samples.Keys.Where(
                series => series.StartsWith(
                    "textclassify_requests_accepted_total{", StringComparison.Ordinal)).Select(series => series.Split('"')[1]),
        ];
        Assert.True(routes.Length > 15, $"{routes.Length} routes are counted.");
        Assert.All(routes, route =>
        {
            string label = $"route=\"{route}\"";
            Assert.Equal(
                scrape.Sum("textclassify_requests_accepted_total", label),
                scrape.Sum("textclassify_requests_finished_total", label) + scrape.Sum("textclassify_requests_in_flight", label));
        });
    }

    private static async Task UntilAsync(Service service, Func<Scrape, bool> condition)
    {
        for (int i = 0; !condition(await Scrape.OfAsync(service)); i++)
        {
            Assert.True(i < 500, "The counters do not come to where they should.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
