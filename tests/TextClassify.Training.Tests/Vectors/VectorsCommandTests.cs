using System.CommandLine;
using System.Text.Json;
using TextClassify.Training.Commands;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Vectors;

public sealed class VectorsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Create_CorpusOfTwoFiles_WritesVectorsAndOneLogLineAnEpoch()
    {
        File.WriteAllLines(PathOf("a.jsonl"), Enumerable.Repeat("""{"text":"A good film."}""", 20));
        File.WriteAllLines(PathOf("b.csv"), ["id,text", .. Enumerable.Repeat("1,\"a bad film, sadly\"", 20)]);

        int exit = await InvokeAsync(
            $"--corpus {PathOf("a.jsonl")} {PathOf("b.csv")} --out {PathOf("v.bin")} --log {PathOf("log")} " +
            "--width 8 --epochs 3 --threads 2");

        var vectors = WordVectors.Read(PathOf("v.bin"));
        string[] log = File.ReadAllLines(PathOf("log"));
        Assert.Equal(0, exit);
        Assert.Equal(8, vectors.Width);
        Assert.Equal(["a", "film", ",", ".", "bad", "good", "sadly"], vectors.Words);
        Assert.Equal([1, 2, 3], log.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("epoch").GetInt32()));
    }

    [Theory]
    [InlineData("--corpus none.jsonl --out v.bin")]
    [InlineData("--corpus none.jsonl --out none/v.bin")]
    [InlineData("--out v.bin")]
    [InlineData("--corpus a.jsonl --out v.bin --width 0")]
    [InlineData("--corpus a.jsonl --out v.bin --subsample -1")]
    [InlineData("--corpus a.jsonl --out v.bin --epochs many")]
    public async Task Create_BadArguments_ExitsWithOneAndSaysWhy(string arguments)
    {
        using var error = new StringWriter();

        Assert.Equal(1, await InvokeAsync(arguments, error));
        Assert.NotEmpty(error.ToString());
    }

    private static Task<int> InvokeAsync(string arguments, TextWriter? error = null)
    {
        var configuration = new InvocationConfiguration { Error = error ?? TextWriter.Null, Output = TextWriter.Null };
        return VectorsCommand.Create().Parse(arguments).InvokeAsync(configuration, TestContext.Current.CancellationToken);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
