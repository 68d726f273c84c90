using TextClassify.Api.Trainings.Processes;

namespace TextClassify.Api.Trainings;

/// <summary>What would end every run is told at the start, where training is allowed at all.</summary>
internal sealed class TrainingOptionsRules(IOptions<ModelsOptions> models) : IValidateOptions<TrainingOptions>
{
    public ValidateOptionsResult Validate(string? name, TrainingOptions options)
    {
        if (!options.Enabled)
        {
            return ValidateOptionsResult.Success;
        }

        var result = new ValidateOptionsResultBuilder();
        if (TrainingProgram.Find(options.Program, AppContext.BaseDirectory, Environment.CurrentDirectory) is null)
        {
            result.AddError(options.Program.Length > 0
                ? $"Training:Program is '{options.Program}', which is not a file."
                : "Training is enabled and there is no TextClassify.Training.dll beside the service or in artifacts/: build it with "
                    + "'dotnet build -c Release src/TextClassify.Training', or name it by Training:Program.");
        }

        if (WriteFault(options.Folder) is { } fault)
        {
            result.AddError($"Training:Directory is '{options.Folder}', where no files can be written: {fault}");
        }

        if (ModelsFolder() is { } folder && WriteFault(folder) is { } unpublished)
        {
            result.AddError(
                $"Training is enabled and Models:Directory is '{folder}', where no packages can be published: {unpublished}");
        }

        return result.Build();
    }

    /// <summary>Null where it is not there or its settings are wrong: others say so.</summary>
    private string? ModelsFolder()
    {
        try
        {
            return Directory.Exists(models.Value.Directory) ? models.Value.Directory : null;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    private static string? WriteFault(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".probe-{Path.GetRandomFileName()}"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
