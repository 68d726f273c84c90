using TextClassify.Storage.Settings;

namespace TextClassify.Api.Memory;

/// <summary>What can't be a connection string is told at the start. Whether the database is there is not: it may come later.</summary>
internal sealed class MemoryOptionsRules : IValidateOptions<MemoryOptions>
{
    public ValidateOptionsResult Validate(string? name, MemoryOptions options) =>
        options.Database.Length > 0 && DatabaseText.Fault(options.Database) is { } fault
            ? ValidateOptionsResult.Fail(
                $"Memory:Database is not a connection string such as 'Host=db;Database=textclassify;Username=textclassify': {fault}")
            : ValidateOptionsResult.Success;
}
