using System.Text.Json;
using TextClassify.Explain.Catalog;
using TextClassify.Explain.Quality;
using TextClassify.Inference.Serving;
using TextClassify.Training.Data;
using TextClassify.Training.Explaining;
using TextClassify.Training.Packaging;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Explaining;

/// <summary>The comparison on a package of random weights: its figures mean nothing, but where they stand does.</summary>
public sealed class ExplainReportTests : IAsyncLifetime
{
    private static readonly string[] Metrics = ["comprehensiveness", "leave_one_out_tau"];
    private readonly TinyRun _run = new(seed: 4);
    private OpenPackage<ITextClassifier> _package = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var published = await TinyRun.PublishAsync(_run.Request);
        _package = await OpenPackage.LoadAsync(published.Folder, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _package.Dispose();
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Report_TwoMethods_HasTheirMeansAndAgreement()
    {
        var comparison = await Compare("occlusion:baseline=delete,output=probability", "evidence");

        var report = comparison.Report("tiny/rows.jsonl", rows: 9);

        // Occlusion of one deleted token is leaving one out.
        Assert.Equal(
            ["random", "occlusion:baseline=delete,output=probability", "evidence"], report.Methods.Select(method => method.Method));
        Assert.Equal(1, report.Methods[1].Metrics["leave_one_out_tau"].Mean!.Value, 1e-2);
        Assert.InRange(report.Methods[0].Metrics["leave_one_out_tau"].Mean!.Value, -0.9, 0.9);
        Assert.Equal((1.0, null), (report.Methods[2].Converged, report.Methods[1].Converged));
        Assert.Equal((1, 1), ((int)report.Methods[0].ModelCalls, (int)report.Methods[2].ModelCalls));
        Assert.Equal((3, 9), (report.Texts, report.Rows));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(1, report.Agreement[i][i]!.Value, 1e-9));
        Assert.Equal(report.Agreement[1][2], report.Agreement[2][1]);
        Assert.NotEqual(report.Agreement[1][2], report.Agreement[1][0]);
    }

    [Fact]
    public async Task Report_Rationales_CountOnlyTextsLabelledRight()
    {
        var report = (await Compare("evidence")).Report("tiny/rows.jsonl", rows: 3);

        int right = (int)Math.Round(report.Accuracy!.Value * 3);
        Assert.Equal(right, report.TextsWithRationales);
        Assert.All(report.Methods, method => Assert.Equal(right, method.Metrics["auprc"].Texts));
    }

    [Fact]
    public async Task Report_Json_ReadsBackWithNamesAndNoNaN()
    {
        string json = JsonSerializer.Serialize((await Compare("evidence")).Report("tiny/rows.jsonl", rows: 3), ComparisonReport.Json);

        using var document = JsonDocument.Parse(json);
        Assert.Equal("delete", document.RootElement.GetProperty("options").GetProperty("removal").GetString());
        Assert.Equal("random", document.RootElement.GetProperty("methods")[0].GetProperty("method").GetString());
        var metrics = document.RootElement.GetProperty("methods")[1].GetProperty("metrics");
        Assert.Equal(3, metrics.GetProperty("comprehensiveness").GetProperty("texts").GetInt32());
    }

    [Fact]
    public async Task Format_Report_PutsTheBestInBoldAndNamesTheRemoval()
    {
        var report = (await Compare("evidence")).Report("tiny/rows.jsonl", rows: 3);
        var figures = report.Methods.Select(method => method.Metrics["comprehensiveness"].Mean!.Value).ToArray();

        string table = ComparisonTable.Format(report);

        Assert.Contains("Removal: delete", table, StringComparison.Ordinal);
        Assert.Contains("comprehensiveness ↑", table, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"**{figures.Max():F3}**"), table, StringComparison.Ordinal);
        Assert.DoesNotContain(FormattableString.Invariant($"**{figures.Min():F3}**"), table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("saliency", "The model has no method 'saliency'; it has evidence")]
    [InlineData("occlusion:window", "'occlusion:window' is no method; write NAME or NAME:KEY=VALUE,KEY=VALUE with each key once.")]
    [InlineData("occlusion:window=2,window=3", "with each key once.")]
    [InlineData("occlusion:window=0", "occlusion: window is 0; it must be a whole number from 1 to 64.")]
    public void Parse_WhatTheModelLacks_SaysWhatThereIs(string choice, string message) => Assert.Contains(
        message,
        Assert.Throws<DataException>(() => ComparedMethod.Parse(choice, _package.Model.Explainers, _package.Model.Forward.Shape)).Message,
        StringComparison.Ordinal);

    private async Task<Comparison> Compare(params string[] methods)
    {
        var model = _package.Model;
        var known = new ExplainerCatalog([new RandomExplainer(), .. model.Explainers.All]);
        var comparison = new Comparison(
            new ComparisonRequest
            {
                Model = model,
                Methods = [.. methods.Prepend("random").Select(method => ComparedMethod.Parse(method, known, model.Forward.Shape))],
                Metrics = Metrics,
                Options = new QualityOptions(),
            },
            TimeProvider.System);
        RationaleRow[] rows =
        [
            new("the film is not good but the cast was fine and warm", "positive", [new(16, 20)]),
            new("it was a very slow plot and so dull", "negative", [new(9, 18)]),
            new("who is good", "neutral", [new(7, 11)]),
        ];
        foreach (var text in ComparedText.Encode(rows, model.Labels, model.Encoder))
        {
            await comparison.AddAsync(text, Cancellation);
        }

        return comparison;
    }
}
