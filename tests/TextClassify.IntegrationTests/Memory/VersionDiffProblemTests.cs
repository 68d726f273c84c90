using TextClassify.Infrastructure;

namespace TextClassify.Memory;

/// <summary>What can't be compared is refused, over a service that recorded one of its two versions.</summary>
public sealed class VersionDiffProblemTests(VersionDiffProblemTests.OneRecorded recorded)
    : IClassFixture<VersionDiffProblemTests.OneRecorded>
{
    [Theory]
    [InlineData("version=2", 400, "missing-property", "?against")]
    [InlineData("version=2&against=2", 400, "out-of-range", "?against")]
    [InlineData("version=2&against=9", 404, "unknown-model", "?against")]
    [InlineData("version=9&against=2", 404, "unknown-model", "?model")]
    [InlineData("version=2&against=1&cohort=nobody", 404, "unknown-cohort", "?cohort")]
    [InlineData("version=2&against=1&label=neutral", 400, "unknown-label", "?label")]
    [InlineData("version=2&against=1&from=2027-02-01&to=2027-01-01", 400, "out-of-range", "?from")]
    [InlineData("version=2&against=1&minSupport=1", 400, "out-of-range", "?minSupport")]
    [InlineData("version=2&against=1&examples=51", 400, "out-of-range", "?examples")]
    [InlineData("version=2&against=1&to=2020-01-01", 409, "nothing-in-common", null)]
    public async Task Diff_Wrong_IsRefused(string query, int status, string type, string? where)
    {
        var problem = (await recorded.Service.GetAsync($"/explanations/diff?{query}")).Problem();

        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }

    public sealed class OneRecorded : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;

        public OneRecorded() => Service = VersionDiffTests.Start("Aggregates", _folder);

        public Service Service { get; }

        public async ValueTask InitializeAsync() => await VersionDiffTests.SendAsync(Service, "2");

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
