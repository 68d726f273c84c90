using System.IO.Pipelines;
using System.Net.Http.Headers;
using TextClassify.Api.Identity;
using TextClassify.Infrastructure;
using TextClassify.Security;

namespace TextClassify.Trainings;

/// <summary>What is refused before anything runs.</summary>
public sealed class TrainingRefusalTests
{
    [Theory]
    [InlineData("", "?name", "missing-property")]
    [InlineData("name=Tickets", "?name", "out-of-range")]
    [InlineData("name=../models", "?name", "out-of-range")]
    [InlineData("name=a&text=", "?text", "out-of-range")]
    [InlineData("name=a&label=%0A", "?label", "out-of-range")]
    [InlineData("name=a&quick=maybe", "?quick", "out-of-range")]
    [InlineData("name=a&epochs=3", "?epochs", "unknown-parameter")]
    [InlineData("name=a&name=b", "?name", "duplicate-property")]
    public async Task Post_QueryThatIsWrong_Is400AndNamesItsPlace(string query, string where, string type)
    {
        await using var training = new TrainingService();

        var problem = (await training.PostAsync(query)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
        Assert.Empty(Directory.GetFileSystemEntries(training.Folder));
    }

    [Theory]
    [InlineData("text/csv", 413)]
    [InlineData("application/json", 415)]
    [InlineData("", 415)]
    public async Task Post_FileThatIsNotTaken_LeavesNothing(string type, int status)
    {
        await using var training = new TrainingService(("Training:MaxBytes", "1024"));

        var problem = (await training.PostAsync("name=sleeper", new string('x', 1025), type)).Problem();

        Assert.Equal(status, problem.Status);
        Assert.Contains(status == 413 ? "1024 bytes" : "text/tab-separated-values", problem.Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(training.Folder));
    }

    /// <summary>Of a body without a length, what comes in is counted.</summary>
    [Fact]
    public async Task Post_ChunksBeyondTheLimit_Is413()
    {
        await using var training = new TrainingService(("Training:MaxBytes", "1024"));
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[4096], TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        using var rows = new StreamContent(pipe.Reader.AsStream());
        rows.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/trainings?name=sleeper") { Content = rows };
        request.Headers.TransferEncodingChunked = true;

        var problem = (await training.Service.SendAsync(request)).Problem();

        Assert.Equal((413, "body-too-large"), (problem.Status, problem.Type));
        Assert.Empty(Directory.GetFileSystemEntries(training.Folder));
    }

    [Fact]
    public async Task Post_NoBody_Is400()
    {
        await using var training = new TrainingService();

        var problem = (await training.PostAsync("name=tiny", "")).Problem();

        Assert.Equal((400, "The body is empty; send the file of rows."), (problem.Status, problem.Detail));
    }

    [Theory]
    [InlineData("GET", "/trainings")]
    [InlineData("POST", "/trainings?name=a")]
    [InlineData("GET", "/trainings/x")]
    [InlineData("DELETE", "/trainings/x")]
    public async Task Any_WhereTrainingIsOff_Is409AndSaysHowItIsTurnedOn(string method, string path)
    {
        await using var service = new Service();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var problem = (await service.SendAsync(request)).Problem();

        Assert.Equal((409, "training-disabled"), (problem.Status, problem.Type));
        Assert.Contains("Training:Enabled=true", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_KeyWithoutTheScope_Is403()
    {
        await using var training = new TrainingService(KeyedService.Settings());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/trainings?name=tiny");
        request.Headers.Authorization = new("Bearer", KeyedService.Of(Scopes.Operate));

        Assert.Equal("missing-scope", (await training.Service.SendAsync(request)).Problem().Type);
    }

    [Fact]
    public async Task Get_IdThatIsNone_Is404()
    {
        await using var training = new TrainingService();

        Assert.Equal("unknown-training", (await training.Service.GetAsync("/trainings/none")).Problem().Type);
    }
}
