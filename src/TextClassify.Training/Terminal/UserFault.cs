using TextClassify.Training.Checking;
using TextClassify.Training.Native;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Terminal;

/// <summary>What a user can mend, in one sentence.</summary>
internal static class UserFault
{
    /// <summary>Null for anything else, which is a bug.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        DataException or TorchUnavailableException or StepFaultException or TrainingDivergedException => exception.Message,
        UnauthorizedAccessException or IOException => $"A file can't be read or written: {exception.Message}",
        _ => null,
    };
}
