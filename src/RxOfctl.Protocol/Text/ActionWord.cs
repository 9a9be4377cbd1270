namespace RxOfctl.Protocol.Text;

/// <summary>Reads what follows a word of a list of actions, and adds what it stands for.</summary>
internal delegate void ReadAction(ActionReader to, in KeyValue word);

/// <summary>
/// A word of a list of actions: how it is read, and how the actions and instructions that it stands for are written. Several words may read
/// the same record; one is written: the first whose writer has a text for it.
/// </summary>
/// <param name="name">The word.</param>
/// <param name="read">Reads what follows it.</param>
internal sealed class ActionWord(string name, ReadAction read)
{
    private readonly List<(Type Record, Func<object, Wording, string?> Write)> _writers = [];

    public string Name => name;

    public ReadAction Read => read;

    /// <summary>The records that are written with the word.</summary>
    public IReadOnlyList<(Type Record, Func<object, Wording, string?> Write)> Writers => _writers;

    /// <summary>Adds the writer of a record.</summary>
    /// <param name="write">Gives the text, or null for a record that the word does not say wholly.</param>
    public ActionWord Writes<T>(Func<T, string?> write) => Writes<T>((record, _) => write(record));

    /// <inheritdoc cref="Writes{T}(Func{T, string?})"/>
    public ActionWord Writes<T>(Func<T, Wording, string?> write)
    {
        _writers.Add((typeof(T), (record, wording) => write((T)record, wording)));
        return this;
    }
}
