import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Map;
import org.apache.poi.poifs.macros.VBAMacroReader;

/** Pairs of arguments: writes each module that Apache POI finds in a file into a folder. */
public class ReadMacros {
    public static void main(String[] given) throws Exception {
        for (int at = 0; at < given.length; at += 2) {
            write(new File(given[at]), given[at + 1]);
        }
    }

    private static void write(File file, String folder) throws Exception {
        try (VBAMacroReader reader = new VBAMacroReader(file)) {
            for (Map.Entry<String, String> module : reader.readMacros().entrySet()) {
                byte[] text = module.getValue().getBytes(StandardCharsets.UTF_8);
                Files.write(Paths.get(folder, module.getKey()), text);
            }
        }
    }
}
