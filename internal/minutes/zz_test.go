package minutes
import ("testing";"os";"fmt";"path/filepath")
func TestZZ(t *testing.T){
 text,_:=os.ReadFile("/work/shared/acceptance/OPSG_49_2405.md")
 for _,f:=range Parse("OPSG_49_2405.md",text,DefaultRules()).Findings{fmt.Println(f)}
 fs,_:=filepath.Glob("../../content/*/*.md")
 _=fs
}
