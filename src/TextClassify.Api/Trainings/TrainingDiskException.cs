namespace TextClassify.Api.Trainings;

/// <summary>The training's folder can't be written; told apart from a body that breaks off, which is an IOException as well.</summary>
internal sealed class TrainingDiskException(Exception inner) : Exception(inner.Message, inner)
{
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw new TrainingDiskException(exception);
        }
    }

    public static async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw new TrainingDiskException(exception);
        }
    }

    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
