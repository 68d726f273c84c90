using TextClassify.Api.Trainings;
using TextClassify.Api.Trainings.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Trainings;

/// <summary>What a service finds of the trainings before it.</summary>
public sealed class TrainingRestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-trainings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("running", "failed", "The service ended while it had not; send the file again.")]
    [InlineData("queued", "failed", "The service ended while it had not; send the file again.")]
    [InlineData("cancelled", "cancelled", "It was cancelled.")]
    public async Task Start_TrainingOfBefore_IsListedWithItsEnd(string before, string after, string error)
    {
        var folder = new TrainingFolder(Path.Combine(_folder.FullName, "0123"));
        Directory.CreateDirectory(folder.Path);
        folder.Write(new TrainingStatus
        {
            Id = "0123",
            Name = "tiny",
            Version = "2",
            State = before,
            Quick = false,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Error = before == "cancelled" ? "It was cancelled." : null,
        });
        await File.WriteAllTextAsync(folder.At("tiny.csv"), "a secret text", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "somebody-elses"));
        await using var service = new Service(new ServiceFactory(
            null,
            ("Training:Enabled", "true"),
            ("Training:Program", TrainingService.Program),
            ("Training:Directory", _folder.FullName),
            ("Models:Directory", TinyService.ModelsFolder)));

        var listed = Assert.Single((await service.GetAsync("/trainings")).Json.GetProperty("trainings").EnumerateArray());

        Assert.Equal((after, error), (listed.GetProperty("state").GetString(), listed.GetProperty("error").GetString()));
        Assert.True(before == "cancelled" || !File.Exists(folder.At("tiny.csv")));
        Assert.True(Directory.Exists(Path.Combine(_folder.FullName, "somebody-elses")));
    }

    /// <summary>A file that stands where a folder is wanted, and a program that is none.</summary>
    [Theory]
    [InlineData("Training:Program", "/no/such/program", "Training:Program is '/no/such/program', which is not a file.")]
    [InlineData("Training:Directory", "/dev/null/runs", "Training:Directory is '/dev/null/runs', where no files can be written:")]
    [InlineData("Training:MaxConcurrent", "0", "MaxConcurrent")]
    [InlineData("Training:Programme", "x", "Training:Programme is not a setting; there are Enabled, Program,")]
    public async Task Start_SettingThatCannotBe_IsOneSentence(string setting, string value, string sentence)
    {
        await using var service = new ServiceProcess(
            [
                "--Models:Directory", TinyService.ModelsFolder, "--Training:Enabled", "true", "--Training:Program", TrainingService.Program,
                "--Training:Directory", _folder.FullName, $"--{setting}", value,
            ]);

        Assert.Equal(1, await service.ExitAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("The configuration is not valid: ", service.Errors, StringComparison.Ordinal);
        Assert.Contains(sentence, service.Errors, StringComparison.Ordinal);
    }
}
